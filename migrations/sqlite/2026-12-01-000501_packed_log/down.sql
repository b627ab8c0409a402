CREATE TABLE plain_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  unp BIGINT NOT NULL,
  kind TEXT NOT NULL,
  identity TEXT NOT NULL,
  valid_from DATE,
  valid_to DATE,
  active BOOLEAN NOT NULL,
  body TEXT NOT NULL,
  digest TEXT NOT NULL,
  source TEXT NOT NULL,
  application_id TEXT,
  supersedes BIGINT,
  superseded_by BIGINT,
  recorded_at TIMESTAMP NOT NULL
);
INSERT INTO plain_entries (
  id, unp, kind, identity, valid_from, valid_to, active, body, digest, source, application_id, supersedes,
  superseded_by, recorded_at
) SELECT
  id, unp, kind, identity, valid_from, valid_to, active, akno_unpack(body), lower(hex(digest)), source, application_id,
  supersedes, superseded_by, recorded_at
FROM register_entries ORDER BY id;
UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'register_entries')
WHERE name = 'plain_entries' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'register_entries');
DROP TABLE register_entries;
ALTER TABLE plain_entries RENAME TO register_entries;
CREATE UNIQUE INDEX register_entries_current ON register_entries (unp, kind, identity) WHERE superseded_by IS NULL;
CREATE INDEX register_entries_by_company ON register_entries (unp, kind, valid_from);
CREATE INDEX register_entries_supersedes ON register_entries (supersedes) WHERE supersedes IS NOT NULL;
CREATE INDEX register_entries_began ON register_entries (kind, valid_from, id) WHERE superseded_by IS NULL;
CREATE INDEX register_entries_ended ON register_entries (kind, valid_to, id)
  WHERE superseded_by IS NULL AND valid_to IS NOT NULL;
CREATE INDEX register_entries_renewed ON register_entries (kind, recorded_at, id)
  WHERE superseded_by IS NULL AND supersedes IS NOT NULL;
CREATE INDEX register_entries_filed ON register_entries (kind, recorded_at, id)
  WHERE superseded_by IS NULL AND supersedes IS NULL AND application_id IS NOT NULL;
