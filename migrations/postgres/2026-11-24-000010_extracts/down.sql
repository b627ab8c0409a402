DROP TABLE extracts;
