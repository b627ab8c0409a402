-- What stands without a company belongs to number 0, which no company has.
DROP INDEX deleted_drafts_by_starter;
UPDATE deleted_drafts SET unp = 0 WHERE unp IS NULL;
ALTER TABLE deleted_drafts ALTER COLUMN unp SET NOT NULL;

DROP INDEX applications_by_starter;
ALTER TABLE applications DROP COLUMN party_key;
ALTER TABLE applications DROP COLUMN party;
UPDATE applications SET unp = 0 WHERE unp IS NULL;
ALTER TABLE applications ALTER COLUMN unp SET NOT NULL;
