-- Drafts that were deleted, by a person or as forgotten: kept for a while, so that they can be restored.
CREATE TABLE deleted_drafts (
  id TEXT PRIMARY KEY NOT NULL,
  procedure TEXT NOT NULL,
  form_version INTEGER NOT NULL,
  unp BIGINT NOT NULL,
  started_by TEXT NOT NULL REFERENCES accounts (id),
  answers TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  deleted_by TEXT,
  deleted_at TIMESTAMP NOT NULL
);
CREATE INDEX deleted_drafts_by_company ON deleted_drafts (unp);
CREATE INDEX deleted_drafts_by_time ON deleted_drafts (deleted_at);
-- Drafts that nobody touches are looked for by their last change.
CREATE INDEX applications_never_filed ON applications (updated_at) WHERE round = 0;
