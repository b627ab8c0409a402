DROP TABLE inbox_choices;
DROP TABLE case_lists;
