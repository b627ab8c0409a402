-- Of which area an office answers that an administrator opened: its own under its own code, that of an office that has
-- closed under that one's code; nothing: of none. Those that came with the portal have their own.
ALTER TABLE offices ADD COLUMN area_of INTEGER;
