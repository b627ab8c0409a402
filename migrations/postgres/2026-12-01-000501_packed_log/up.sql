-- The texts of the log are packed (server/src/store/packing.rs), digests are bytes. Those that are there stay as
-- they are, which their first byte says; the program packs them once this is done (migrations.rs).
ALTER TABLE register_entries
  ALTER COLUMN body TYPE BYTEA USING convert_to(body, 'UTF8'),
  ALTER COLUMN digest TYPE BYTEA USING decode(digest, 'hex');
