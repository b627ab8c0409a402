ALTER TABLE offices DROP COLUMN opened_on;
DROP TABLE office_closures;
DROP TABLE office_details;
