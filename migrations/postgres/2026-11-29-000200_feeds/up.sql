-- Lists of the register's interface go on from key to key: what began, what ended, what was recorded anew,
-- and the companies of one state.
CREATE INDEX register_entries_began ON register_entries (kind, valid_from, id) WHERE superseded_by IS NULL;
CREATE INDEX register_entries_ended ON register_entries (kind, valid_to, id)
  WHERE superseded_by IS NULL AND valid_to IS NOT NULL;
CREATE INDEX register_entries_renewed ON register_entries (kind, recorded_at, id)
  WHERE superseded_by IS NULL AND supersedes IS NOT NULL;
CREATE INDEX register_entries_filed ON register_entries (kind, recorded_at, id)
  WHERE superseded_by IS NULL AND supersedes IS NULL AND application_id IS NOT NULL;
CREATE INDEX companies_by_standing ON companies (standing, unp);
