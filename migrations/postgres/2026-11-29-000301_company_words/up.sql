-- What a search of companies looks at beside parts of names: the words of names, head, address and
-- activity as they sound (portal::sound), and marks for the filters (server/src/register/search_words.rs).
CREATE TABLE company_words (
  unp BIGINT PRIMARY KEY NOT NULL,
  words TEXT NOT NULL,
  marks TEXT NOT NULL
);
CREATE INDEX company_words_found ON company_words
  USING gin (to_tsvector('simple', words), to_tsvector('simple', marks));
-- Words that stand in the register, also from their ends: a mistyped one is looked for among them.
CREATE TABLE register_words (
  word TEXT COLLATE "C" PRIMARY KEY NOT NULL,
  backwards TEXT COLLATE "C" NOT NULL
);
CREATE INDEX register_words_backwards ON register_words (backwards);
-- How far the words of the companies that were there already have been written; a later way of folding
-- is a new version.
CREATE TABLE word_fills (
  version INTEGER PRIMARY KEY NOT NULL,
  position BIGINT NOT NULL,
  finished BOOLEAN NOT NULL
);
INSERT INTO word_fills (version, position, finished) SELECT 1, 0, NOT EXISTS (SELECT 1 FROM companies);
