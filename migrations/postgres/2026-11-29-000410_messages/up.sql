-- What the applicant's side and the office write to each other about a case.
CREATE TABLE messages (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL REFERENCES applications (id),
  author TEXT NOT NULL REFERENCES accounts (id),
  from_office BOOLEAN NOT NULL,
  body TEXT NOT NULL,
  -- After the decision: the office lets the applicant's side answer.
  answerable BOOLEAN NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX messages_by_application ON messages (application_id, created_at);
-- Until when somebody has read the messages of a case.
CREATE TABLE message_reads (
  application_id TEXT NOT NULL REFERENCES applications (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  read_at TIMESTAMP NOT NULL,
  PRIMARY KEY (application_id, account_id)
);
-- The secret address of somebody's calendar of deadlines, as a hash; one each.
CREATE TABLE calendar_feeds (
  account_id TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id),
  token_hash TEXT NOT NULL UNIQUE,
  created_at TIMESTAMP NOT NULL
);
