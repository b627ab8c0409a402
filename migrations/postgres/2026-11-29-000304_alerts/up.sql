-- Who is told by mail when a company changes: an address that was confirmed, in its language.
CREATE TABLE alerts (
  id TEXT PRIMARY KEY NOT NULL,
  unp BIGINT NOT NULL,
  email TEXT NOT NULL,
  lang TEXT NOT NULL,
  -- Hash of the link that confirms the address, and until when it does.
  confirm_hash TEXT NOT NULL UNIQUE,
  confirm_until TIMESTAMP NOT NULL,
  confirmed_at TIMESTAMP,
  -- In the link of every mail that ends it; good for nothing else.
  stop_token TEXT NOT NULL UNIQUE,
  -- The last entry of the register that was told.
  told BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX alerts_once ON alerts (unp, email);
-- The address at which a mail program ends it by itself (RFC 8058).
ALTER TABLE mails ADD COLUMN unsubscribe TEXT;
