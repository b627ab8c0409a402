DROP INDEX applications_by_office_and_day;
DROP TABLE case_exports;
