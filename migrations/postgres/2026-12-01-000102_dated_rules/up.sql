-- Days and values that administrators entered, with their acts; what came with the portal has nobody's name.
ALTER TABLE calendar_days ADD COLUMN act TEXT NOT NULL DEFAULT '';
ALTER TABLE calendar_days ADD COLUMN verified BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE calendar_days ADD COLUMN entered_by TEXT;
ALTER TABLE calendar_days ADD COLUMN entered_at TIMESTAMP;
ALTER TABLE terms ADD COLUMN entered_by TEXT;
ALTER TABLE terms ADD COLUMN entered_at TIMESTAMP;
