DROP INDEX companies_by_day;
