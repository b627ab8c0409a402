DROP INDEX companies_by_standing;
DROP INDEX register_entries_filed;
DROP INDEX register_entries_renewed;
DROP INDEX register_entries_ended;
DROP INDEX register_entries_began;
