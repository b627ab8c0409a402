DROP TABLE word_fills;
DROP TABLE register_words;
DROP TABLE company_words;
