DROP TABLE letters_made;
DROP TABLE letter_versions;
