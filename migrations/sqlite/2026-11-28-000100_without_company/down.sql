-- What stands without a company belongs to number 0, which no company has.
DROP INDEX deleted_drafts_by_starter;
DROP INDEX deleted_drafts_by_company;
ALTER TABLE deleted_drafts ADD COLUMN company BIGINT NOT NULL DEFAULT 0;
UPDATE deleted_drafts SET company = unp WHERE unp IS NOT NULL;
ALTER TABLE deleted_drafts DROP COLUMN unp;
ALTER TABLE deleted_drafts RENAME COLUMN company TO unp;
CREATE INDEX deleted_drafts_by_company ON deleted_drafts (unp);

DROP INDEX applications_by_starter;
DROP INDEX applications_by_company;
ALTER TABLE applications DROP COLUMN party_key;
ALTER TABLE applications DROP COLUMN party;
ALTER TABLE applications ADD COLUMN company BIGINT NOT NULL DEFAULT 0;
UPDATE applications SET company = unp WHERE unp IS NOT NULL;
ALTER TABLE applications DROP COLUMN unp;
ALTER TABLE applications RENAME COLUMN company TO unp;
CREATE INDEX applications_by_company ON applications (unp, updated_at);
