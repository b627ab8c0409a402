DROP TABLE certificates;
DROP TABLE registered_persons;
DROP TABLE unp_sequences;
