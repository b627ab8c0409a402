-- What people attach to applications: each content once, under its SHA-256. The bytes are in the store of
-- files under `place`, which is another each time a content comes anew: what is swept away meanwhile is the
-- former place.
CREATE TABLE files (
  digest TEXT PRIMARY KEY NOT NULL,
  place TEXT NOT NULL UNIQUE,
  size BIGINT NOT NULL,
  kind TEXT NOT NULL,
  stored_at TIMESTAMP NOT NULL,
  -- none, waiting, clean, infected
  scan TEXT NOT NULL,
  scanned_at TIMESTAMP
);
CREATE INDEX files_by_scan ON files (scan, digest);
-- Without a reference to the application: a deleted draft is restored with what was attached to it.
CREATE TABLE attachments (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL,
  digest TEXT NOT NULL REFERENCES files (digest),
  name TEXT NOT NULL,
  from_office BOOLEAN NOT NULL,
  added_by TEXT NOT NULL REFERENCES accounts (id),
  added_at TIMESTAMP NOT NULL,
  removed_at TIMESTAMP
);
CREATE INDEX attachments_by_application ON attachments (application_id, id);
CREATE INDEX attachments_by_file ON attachments (digest);
CREATE INDEX attachments_by_account ON attachments (added_by, id);
-- What went with which round.
CREATE TABLE filed_attachments (
  application_id TEXT NOT NULL REFERENCES applications (id),
  round INTEGER NOT NULL,
  attachment_id TEXT NOT NULL REFERENCES attachments (id),
  PRIMARY KEY (application_id, round, attachment_id)
);
CREATE INDEX filed_attachments_by_attachment ON filed_attachments (attachment_id);
-- Files that are still on their way, piece by piece.
CREATE TABLE uploads (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  mark TEXT NOT NULL,
  size BIGINT NOT NULL,
  received BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  touched_at TIMESTAMP NOT NULL
);
CREATE INDEX uploads_by_touch ON uploads (touched_at);
CREATE INDEX uploads_by_application ON uploads (application_id);
CREATE TABLE upload_parts (
  upload_id TEXT NOT NULL REFERENCES uploads (id),
  start BIGINT NOT NULL,
  place TEXT NOT NULL UNIQUE,
  PRIMARY KEY (upload_id, start)
);
