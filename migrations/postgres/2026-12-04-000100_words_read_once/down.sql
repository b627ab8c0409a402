DROP INDEX IF EXISTS company_words_found;
ALTER TABLE company_words DROP COLUMN words_found, DROP COLUMN marks_found;
CREATE INDEX company_words_found ON company_words
  USING gin (to_tsvector('simple', words), to_tsvector('simple', marks));
