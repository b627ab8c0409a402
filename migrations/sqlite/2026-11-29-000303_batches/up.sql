-- Many numbers asked about at once: what was asked, for a day; the answers are the register's of the moment.
CREATE TABLE batches (
  id TEXT PRIMARY KEY NOT NULL,
  asked TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX batches_by_time ON batches (created_at);
