DROP TABLE reserved_words;
DROP TABLE name_approvals;
