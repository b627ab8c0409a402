-- Days on which clerks are away; on the first one their cases pass to the substitute.
CREATE TABLE absences (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  office INTEGER NOT NULL REFERENCES offices (code),
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,
  substitute TEXT REFERENCES accounts (id),
  created_by TEXT NOT NULL REFERENCES accounts (id),
  created_at TIMESTAMP NOT NULL,
  begun_at TIMESTAMP,
  ended_at TIMESTAMP
);
CREATE INDEX absences_by_office ON absences (office, last_day);
CREATE INDEX absences_by_account ON absences (account_id, last_day);
-- Who has a case open, and when they looked last.
CREATE TABLE presences (
  application_id TEXT NOT NULL REFERENCES applications (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  seen_at TIMESTAMP NOT NULL,
  PRIMARY KEY (application_id, account_id)
);
CREATE INDEX presences_by_time ON presences (seen_at);
-- What an office notes about a case for itself.
CREATE TABLE case_notes (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL REFERENCES applications (id),
  author TEXT NOT NULL REFERENCES accounts (id),
  body TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX case_notes_by_case ON case_notes (application_id, created_at);
-- Deadlines of which a supervisor was told.
CREATE TABLE escalations (
  application_id TEXT NOT NULL REFERENCES applications (id),
  due_on DATE NOT NULL,
  told_at TIMESTAMP NOT NULL,
  PRIMARY KEY (application_id, due_on)
);
CREATE INDEX applications_by_due ON applications (due_on) WHERE due_on IS NOT NULL;
