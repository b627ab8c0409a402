ALTER TABLE mails DROP COLUMN unsubscribe;
DROP TABLE alerts;
