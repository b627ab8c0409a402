-- Persons barred from leading or founding companies. Rows are only added; one that was taken off keeps when.
CREATE TABLE disqualified (
  id TEXT PRIMARY KEY NOT NULL,
  batch TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT COLLATE "C" NOT NULL,
  born_on DATE,
  number_hash TEXT,
  from_day DATE NOT NULL,
  until_day DATE,
  act TEXT NOT NULL,
  entered_by TEXT NOT NULL REFERENCES accounts (id),
  entered_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP
);
CREATE INDEX disqualified_by_name ON disqualified (name_key);
CREATE INDEX disqualified_by_number ON disqualified (number_hash) WHERE number_hash IS NOT NULL;
CREATE INDEX disqualified_by_batch ON disqualified (batch);
