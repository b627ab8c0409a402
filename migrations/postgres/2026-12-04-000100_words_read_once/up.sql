-- A company's words are taken apart when they are written, and not each time a search looks at the row.
DROP INDEX IF EXISTS company_words_found;
ALTER TABLE company_words
  ADD COLUMN words_found TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED,
  ADD COLUMN marks_found TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', marks)) STORED;
CREATE INDEX company_words_found ON company_words USING gin (words_found, marks_found);
ANALYZE company_words;
