-- No page of an office reads its cases to count or to find some of them.
-- The counts beside the parts and the filters, from the index alone.
CREATE INDEX applications_counted ON applications (office, status, channel, clerk, procedure, due_on) WHERE filed_at IS NOT NULL;
-- What was decided last, and what was decided in a time.
CREATE INDEX applications_by_office_decided ON applications (office, decided_at, id);
-- What is looked for by its number, by its company, and by whom it is for while there is none.
CREATE INDEX applications_by_office_number ON applications (office, number);
CREATE INDEX applications_by_office_company ON applications (office, unp, party_key);
-- What somebody filed.
CREATE INDEX applications_by_office_filer ON applications (office, started_by);
