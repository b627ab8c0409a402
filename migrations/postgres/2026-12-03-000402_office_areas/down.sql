ALTER TABLE offices DROP COLUMN area_of;
