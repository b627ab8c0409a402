-- How many companies are real and how many invented is counted on an index: the rows of a whole country are
-- gigabytes.
CREATE INDEX companies_real ON companies (unp) WHERE NOT synthetic;
