ALTER TABLE filings DROP COLUMN mandate;
DROP TABLE invitations;
