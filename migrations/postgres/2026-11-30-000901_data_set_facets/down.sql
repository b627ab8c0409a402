ALTER TABLE data_sets DROP COLUMN points;
ALTER TABLE data_sets DROP COLUMN licence;
