-- An application may stand without a company: whoever founds one has no number yet. `unp` is filled when
-- the number is allotted; until then `party` names whom it is for, and `party_key` is that name folded.
-- SQLite cannot drop a NOT NULL: the column is added anew under its name.
DROP INDEX applications_by_company;
ALTER TABLE applications ADD COLUMN company BIGINT;
UPDATE applications SET company = unp;
ALTER TABLE applications DROP COLUMN unp;
ALTER TABLE applications RENAME COLUMN company TO unp;
ALTER TABLE applications ADD COLUMN party TEXT;
ALTER TABLE applications ADD COLUMN party_key TEXT;
CREATE INDEX applications_by_company ON applications (unp, updated_at);
CREATE INDEX applications_by_starter ON applications (started_by, updated_at) WHERE unp IS NULL;

DROP INDEX deleted_drafts_by_company;
ALTER TABLE deleted_drafts ADD COLUMN company BIGINT;
UPDATE deleted_drafts SET company = unp;
ALTER TABLE deleted_drafts DROP COLUMN unp;
ALTER TABLE deleted_drafts RENAME COLUMN company TO unp;
CREATE INDEX deleted_drafts_by_company ON deleted_drafts (unp);
CREATE INDEX deleted_drafts_by_starter ON deleted_drafts (started_by) WHERE unp IS NULL;
