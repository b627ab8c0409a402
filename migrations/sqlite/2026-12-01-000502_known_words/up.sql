-- Among the known words are now those with digits in them, by which the beginning of a word is asked for: the words
-- of the companies that are there are gone through once more (server/src/register/search_words.rs).
INSERT INTO word_fills (version, position, finished) SELECT 2, 0, NOT EXISTS (SELECT 1 FROM companies);
