DROP TABLE draft_writings;
