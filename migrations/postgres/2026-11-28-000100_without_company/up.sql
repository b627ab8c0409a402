-- An application may stand without a company: whoever founds one has no number yet. `unp` is filled when
-- the number is allotted; until then `party` names whom it is for, and `party_key` is that name folded.
ALTER TABLE applications ALTER COLUMN unp DROP NOT NULL;
ALTER TABLE applications ADD COLUMN party TEXT;
ALTER TABLE applications ADD COLUMN party_key TEXT;
CREATE INDEX applications_by_starter ON applications (started_by, updated_at) WHERE unp IS NULL;

ALTER TABLE deleted_drafts ALTER COLUMN unp DROP NOT NULL;
CREATE INDEX deleted_drafts_by_starter ON deleted_drafts (started_by) WHERE unp IS NULL;
