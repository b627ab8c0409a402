-- Rights to act that a head offers to an address; whoever uses the portal under it may accept.
CREATE TABLE invitations (
  id TEXT PRIMARY KEY NOT NULL,
  unp BIGINT NOT NULL,
  email TEXT NOT NULL,
  scope TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE NOT NULL,
  invited_by TEXT NOT NULL REFERENCES accounts (id),
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  accepted_by TEXT REFERENCES accounts (id),
  accepted_at TIMESTAMP,
  withdrawn_at TIMESTAMP
);
-- A newer offer to the same address takes the place of the former.
CREATE UNIQUE INDEX invitations_open ON invitations (unp, email) WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX invitations_by_address ON invitations (email);
-- The right under which a round was filed on line.
ALTER TABLE filings ADD COLUMN mandate TEXT;
