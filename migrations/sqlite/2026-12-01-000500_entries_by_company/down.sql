CREATE INDEX register_entries_by_date ON register_entries (kind, valid_from);
DROP INDEX register_entries_by_company;
