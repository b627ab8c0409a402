DROP INDEX companies_by_head;
