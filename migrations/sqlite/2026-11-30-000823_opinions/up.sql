-- Opinions about cases, asked of colleagues or by mail of anybody; a link works for one answer.
CREATE TABLE opinions (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL REFERENCES applications (id),
  asked_by TEXT NOT NULL REFERENCES accounts (id),
  asked_of TEXT NOT NULL,
  account_id TEXT REFERENCES accounts (id),
  email TEXT,
  token_hash TEXT UNIQUE,
  question TEXT NOT NULL,
  due_on DATE NOT NULL,
  asked_at TIMESTAMP NOT NULL,
  reminded_at TIMESTAMP,
  answer TEXT,
  answered_by TEXT,
  answered_at TIMESTAMP,
  withdrawn_at TIMESTAMP
);
CREATE INDEX opinions_by_case ON opinions (application_id, asked_at);
CREATE INDEX opinions_open ON opinions (due_on) WHERE answered_at IS NULL AND withdrawn_at IS NULL;
