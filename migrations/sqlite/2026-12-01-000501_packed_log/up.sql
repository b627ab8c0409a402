-- The texts of the log are packed (server/src/store/packing.rs), digests are bytes. `akno_pack` is the
-- program's own, there while it migrates. The table is built anew: so it is compact at once.
CREATE TABLE packed_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  unp BIGINT NOT NULL,
  kind TEXT NOT NULL,
  identity TEXT NOT NULL,
  valid_from DATE,
  valid_to DATE,
  active BOOLEAN NOT NULL,
  body BLOB NOT NULL,
  digest BLOB NOT NULL,
  source TEXT NOT NULL,
  application_id TEXT,
  supersedes BIGINT,
  superseded_by BIGINT,
  recorded_at TIMESTAMP NOT NULL
);
INSERT INTO packed_entries (
  id, unp, kind, identity, valid_from, valid_to, active, body, digest, source, application_id, supersedes,
  superseded_by, recorded_at
) SELECT
  id, unp, kind, identity, valid_from, valid_to, active, akno_pack(body), unhex(digest), source, application_id,
  supersedes, superseded_by, recorded_at
FROM register_entries ORDER BY id;
-- An id is never given twice, also where the newest entries are gone.
UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'register_entries')
WHERE name = 'packed_entries' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'register_entries');
DROP TABLE register_entries;
ALTER TABLE packed_entries RENAME TO register_entries;
CREATE UNIQUE INDEX register_entries_current ON register_entries (unp, kind, identity) WHERE superseded_by IS NULL;
CREATE INDEX register_entries_by_company ON register_entries (unp, kind, valid_from);
CREATE INDEX register_entries_supersedes ON register_entries (supersedes) WHERE supersedes IS NOT NULL;
-- Behind its columns an index holds the row's id anyway.
CREATE INDEX register_entries_began ON register_entries (kind, valid_from) WHERE superseded_by IS NULL;
CREATE INDEX register_entries_ended ON register_entries (kind, valid_to)
  WHERE superseded_by IS NULL AND valid_to IS NOT NULL;
CREATE INDEX register_entries_renewed ON register_entries (kind, recorded_at)
  WHERE superseded_by IS NULL AND supersedes IS NOT NULL;
CREATE INDEX register_entries_filed ON register_entries (kind, recorded_at)
  WHERE superseded_by IS NULL AND supersedes IS NULL AND application_id IS NOT NULL;
