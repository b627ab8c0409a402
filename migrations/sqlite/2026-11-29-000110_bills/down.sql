DROP TABLE payments;
DROP TABLE bank_file_rows;
DROP TABLE bank_files;
DROP TABLE bills;
