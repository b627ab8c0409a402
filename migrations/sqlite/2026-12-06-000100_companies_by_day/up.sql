-- Who asks for the newest, or for those of a few days, gets exactly these, and not those among the first thousand of
-- the year.
CREATE INDEX companies_by_day ON companies (registered_on, unp);
