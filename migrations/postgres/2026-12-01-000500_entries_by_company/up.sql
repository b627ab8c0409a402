-- What is asked of one company, of one kind of its entries, of all versions of a fact: in the order of their first
-- day, straight off an index. Without it a planner that knows nothing of the rows goes through all entries of a
-- kind, and the newest entry of a company is looked for through the whole log. The index over all versions by their
-- first day served nobody beside that over the current ones.
CREATE INDEX register_entries_by_company ON register_entries (unp, kind, valid_from);
DROP INDEX register_entries_by_date;
