DROP TABLE disqualified;
