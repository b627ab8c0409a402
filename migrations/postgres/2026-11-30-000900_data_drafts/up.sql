-- What a council's editors prepare: a set or its next version, before it is published.
CREATE TABLE data_drafts (
  id TEXT PRIMARY KEY NOT NULL,
  -- The set's name in addresses; the set itself may not be there yet.
  data_set TEXT NOT NULL,
  office INTEGER NOT NULL REFERENCES offices (code),
  -- draft, review, approved, published, discarded
  status TEXT NOT NULL,
  -- Grows with each change: whoever saves says which one they saw.
  revision INTEGER NOT NULL,
  -- JSON: what was typed; the columns; what the doctor found.
  passport TEXT NOT NULL,
  plan TEXT,
  analysis TEXT,
  -- SHA-256 of the file as it was read; it lies in `var_dir/data/uploads`.
  upload TEXT,
  upload_name TEXT NOT NULL,
  -- JSON: how it was read.
  upload_notes TEXT NOT NULL,
  upload_rows BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  changed_by TEXT REFERENCES accounts (id),
  changed_at TIMESTAMP NOT NULL,
  submitted_by TEXT REFERENCES accounts (id),
  approved_by TEXT REFERENCES accounts (id),
  publish_on DATE,
  -- Why it came back from review.
  remark TEXT,
  -- The version that came of it.
  number INTEGER
);
CREATE INDEX data_drafts_by_office ON data_drafts (office, changed_at);
-- One open draft a set.
CREATE UNIQUE INDEX data_drafts_open ON data_drafts (data_set) WHERE status IN ('draft', 'review', 'approved');

CREATE TABLE data_draft_events (
  id TEXT PRIMARY KEY NOT NULL,
  draft_id TEXT NOT NULL REFERENCES data_drafts (id),
  kind TEXT NOT NULL,
  -- None: the portal itself.
  account_id TEXT REFERENCES accounts (id),
  note TEXT,
  at TIMESTAMP NOT NULL
);
CREATE INDEX data_draft_events_by_draft ON data_draft_events (draft_id, at);

-- What stays of a set that was withdrawn; its name is never given again.
CREATE TABLE data_tombstones (
  id TEXT PRIMARY KEY NOT NULL,
  owner INTEGER REFERENCES offices (code),
  title_be TEXT NOT NULL,
  title_ru TEXT NOT NULL,
  title_en TEXT NOT NULL,
  -- mistake, personal, replaced, ended
  reason TEXT NOT NULL,
  words TEXT NOT NULL,
  -- The set that took its place.
  successor TEXT,
  -- JSON: the SHA-256 of each file, for whoever deletes them.
  files TEXT NOT NULL,
  withdrawn_by TEXT REFERENCES accounts (id),
  withdrawn_at TIMESTAMP NOT NULL
);

-- Who was told that a version is due, so that each is told once.
CREATE TABLE data_reminders (
  data_set TEXT NOT NULL,
  due_on DATE NOT NULL,
  sent_at TIMESTAMP NOT NULL,
  PRIMARY KEY (data_set, due_on)
);
