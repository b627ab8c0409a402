-- Lists of cases that a clerk named and kept; a shared one is for everybody of the office.
CREATE TABLE case_lists (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  office INTEGER NOT NULL REFERENCES offices (code),
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  shared BOOLEAN NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX case_lists_named ON case_lists (account_id, name);
CREATE INDEX case_lists_by_office ON case_lists (office);
-- How a clerk wants the inbox: which columns, which list first, whether keys do something.
CREATE TABLE inbox_choices (
  account_id TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id),
  shown TEXT NOT NULL,
  first_list TEXT,
  keys BOOLEAN NOT NULL
);
