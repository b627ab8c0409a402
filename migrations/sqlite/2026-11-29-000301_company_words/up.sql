-- What a search of companies looks at beside parts of names: the words of names, head, address and
-- activity as they sound (portal::sound), and marks for the filters (server/src/register/search_words.rs).
CREATE VIRTUAL TABLE company_words USING fts5 (
  words, marks, content = '', contentless_delete = 1, detail = 'column', tokenize = 'ascii', prefix = '2 3'
);
-- Words that stand in the register, also from their ends: a mistyped one is looked for among them.
CREATE TABLE register_words (
  word TEXT PRIMARY KEY NOT NULL,
  backwards TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX register_words_backwards ON register_words (backwards);
-- How far the words of the companies that were there already have been written; a later way of folding
-- is a new version.
CREATE TABLE word_fills (
  version INTEGER PRIMARY KEY NOT NULL,
  position BIGINT NOT NULL,
  finished BOOLEAN NOT NULL
);
INSERT INTO word_fills (version, position, finished) SELECT 1, 0, NOT EXISTS (SELECT 1 FROM companies);
