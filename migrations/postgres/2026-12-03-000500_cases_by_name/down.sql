DROP INDEX applications_by_office_company;
CREATE INDEX applications_by_office_company ON applications (office, unp, party_key);
