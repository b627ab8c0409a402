-- Files of cases that are too large to be waited for: ordered, made by the worker, kept for some days for whoever
-- ordered them.
CREATE TABLE case_exports (
  id TEXT PRIMARY KEY NOT NULL,
  office INTEGER NOT NULL REFERENCES offices (code),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  first_day DATE NOT NULL,
  last_day DATE NOT NULL,
  chosen TEXT NOT NULL,
  format TEXT NOT NULL,
  lang TEXT NOT NULL,
  place TEXT,
  size BIGINT,
  cases BIGINT,
  created_at TIMESTAMP NOT NULL,
  made_at TIMESTAMP,
  failed_at TIMESTAMP,
  expires_at TIMESTAMP NOT NULL
);
CREATE INDEX case_exports_by_account ON case_exports (account_id, created_at);
CREATE INDEX case_exports_by_expiry ON case_exports (expires_at);
-- What an office counts and lists of a time is found by its days, and counted without a look at the rows.
CREATE INDEX applications_by_office_and_day ON applications (office, filed_on, procedure, status, channel);
