-- Links by which somebody who stands at the counter confirms on their own phone what will be filed.
CREATE TABLE phone_confirmations (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
  digest TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  office INTEGER NOT NULL REFERENCES offices (code),
  shown_by TEXT NOT NULL REFERENCES accounts (id),
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  answer TEXT,
  answered_at TIMESTAMP
);
CREATE INDEX phone_confirmations_by_application ON phone_confirmations (application_id, created_at);
