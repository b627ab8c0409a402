DROP TABLE mendings;
