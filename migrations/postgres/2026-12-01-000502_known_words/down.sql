DELETE FROM word_fills WHERE version = 2;
