ALTER TABLE terms DROP COLUMN entered_at;
ALTER TABLE terms DROP COLUMN entered_by;
ALTER TABLE calendar_days DROP COLUMN entered_at;
ALTER TABLE calendar_days DROP COLUMN entered_by;
ALTER TABLE calendar_days DROP COLUMN verified;
ALTER TABLE calendar_days DROP COLUMN act;
