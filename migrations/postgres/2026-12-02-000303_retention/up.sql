-- How long data of a kind is kept, in hours, from a day on; nothing: for good. Rows are only added.
CREATE TABLE retention_terms (
  kind TEXT NOT NULL,
  valid_from DATE NOT NULL,
  hours INTEGER,
  act TEXT NOT NULL,
  entered_by TEXT NOT NULL REFERENCES accounts (id),
  entered_at TIMESTAMP NOT NULL,
  PRIMARY KEY (kind, valid_from)
);
-- Removals of what is kept long enough: announced, then done unless halted.
CREATE TABLE retention_removals (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  count BIGINT NOT NULL,
  before TIMESTAMP NOT NULL,
  announced_at TIMESTAMP NOT NULL,
  remove_on DATE NOT NULL,
  halted_at TIMESTAMP,
  done_at TIMESTAMP,
  removed BIGINT
);
CREATE INDEX retention_removals_open ON retention_removals (kind) WHERE done_at IS NULL;
