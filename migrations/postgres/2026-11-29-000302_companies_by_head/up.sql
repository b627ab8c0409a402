-- The page of a legal entity shows others that a person of the same name heads.
CREATE INDEX companies_by_head ON companies (head, unp) WHERE head IS NOT NULL;
