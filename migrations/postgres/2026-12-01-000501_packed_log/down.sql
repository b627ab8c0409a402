-- The program has unpacked the texts before this begins (migrations.rs).
ALTER TABLE register_entries
  ALTER COLUMN body TYPE TEXT USING convert_from(body, 'UTF8'),
  ALTER COLUMN digest TYPE TEXT USING encode(digest, 'hex');
