-- What administrators changed: who, when, before, after, why. Rows are only added; putting back is a new row.
CREATE TABLE admin_changes (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  revision INTEGER NOT NULL,
  was TEXT NOT NULL,
  became TEXT NOT NULL,
  why TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  at TIMESTAMP NOT NULL,
  reverts TEXT
);
CREATE UNIQUE INDEX admin_changes_in_order ON admin_changes (kind, subject, revision);
-- One row: each change counts it up, by which every node sees that there was one.
CREATE TABLE administration (
  id INTEGER PRIMARY KEY NOT NULL,
  version BIGINT NOT NULL
);
INSERT INTO administration (id, version) VALUES (1, 0);
CREATE INDEX accounts_by_name ON accounts (name, id);
CREATE INDEX audit_by_action ON audit (action, id);
