-- One decision about many cases, worked off one after another.
CREATE TABLE case_runs (
  id TEXT PRIMARY KEY NOT NULL,
  office INTEGER NOT NULL REFERENCES offices (code),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  action TEXT NOT NULL,
  reasons TEXT NOT NULL,
  words TEXT NOT NULL,
  clerk TEXT REFERENCES accounts (id),
  created_at TIMESTAMP NOT NULL,
  confirmed_at TIMESTAMP,
  starts_at TIMESTAMP,
  cancelled_at TIMESTAMP,
  finished_at TIMESTAMP
);
CREATE INDEX case_runs_by_account ON case_runs (account_id, created_at);
CREATE TABLE run_cases (
  run_id TEXT NOT NULL REFERENCES case_runs (id),
  application_id TEXT NOT NULL REFERENCES applications (id),
  position INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  state TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (run_id, application_id)
);
CREATE INDEX run_cases_waiting ON run_cases (run_id, position) WHERE state = 'waiting';
