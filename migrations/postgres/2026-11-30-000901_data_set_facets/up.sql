-- What the catalogue filters and sorts by besides: the newest version's licence and the points of its description. The
-- nightly publication brings them up to date.
ALTER TABLE data_sets ADD COLUMN licence TEXT NOT NULL DEFAULT 'CC-BY-4.0';
ALTER TABLE data_sets ADD COLUMN points INTEGER NOT NULL DEFAULT 0;
