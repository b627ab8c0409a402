-- Cases of a company in an office, those that are not decided apart: a name that many cases have is looked for among these.
DROP INDEX applications_by_office_company;
CREATE INDEX applications_by_office_company ON applications (office, unp, status, party_key);
