DROP TABLE data_questions;
