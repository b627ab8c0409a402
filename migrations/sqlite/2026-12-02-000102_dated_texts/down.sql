DROP TABLE dated_texts;
