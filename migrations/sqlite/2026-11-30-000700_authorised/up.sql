-- Of a right that follows from an entry of another person authorised to act: what the entry is known by. Such a
-- right ends with the entry alone; neither the head's end nor anybody's revocation takes it away.
ALTER TABLE mandates ADD COLUMN authorised TEXT;
