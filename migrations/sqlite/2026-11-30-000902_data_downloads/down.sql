DROP TABLE data_downloads;
