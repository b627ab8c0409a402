DROP INDEX companies_real;
