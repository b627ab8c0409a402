-- The words that offices put into their letters, version by version: rows are only added. Office 0: the portal's
-- words for all offices. An empty procedure: for all of them.
CREATE TABLE letter_versions (
  id TEXT PRIMARY KEY NOT NULL,
  office INTEGER NOT NULL,
  kind TEXT NOT NULL,
  procedure TEXT NOT NULL,
  number INTEGER NOT NULL,
  texts TEXT NOT NULL,
  why TEXT NOT NULL,
  puts_back INTEGER,
  made_by TEXT NOT NULL REFERENCES accounts (id),
  made_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX letter_versions_in_order ON letter_versions (office, kind, procedure, number);
-- With which versions a letter is made, the most particular first: kept in the transaction of the decision.
CREATE TABLE letters_made (
  document_id TEXT NOT NULL REFERENCES documents (id),
  place INTEGER NOT NULL,
  version_id TEXT NOT NULL REFERENCES letter_versions (id),
  PRIMARY KEY (document_id, place)
);
CREATE INDEX letters_made_by_version ON letters_made (version_id);
