ALTER TABLE mandates DROP COLUMN authorised;
