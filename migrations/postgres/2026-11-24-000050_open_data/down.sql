DROP TABLE data_files;
DROP TABLE data_versions;
DROP TABLE data_sets;
