-- Extracts from the register: made at once, kept so that one number always gives the same bytes.
CREATE TABLE extracts (
  id TEXT PRIMARY KEY NOT NULL,
  number TEXT NOT NULL UNIQUE,
  unp BIGINT NOT NULL,
  -- The day whose state of the register it shows.
  on_day DATE NOT NULL,
  lang TEXT NOT NULL,
  -- With a sole proprietor's address and contacts: for themselves alone.
  personal BOOLEAN NOT NULL,
  -- What it says, as JSON, to be compared with what the register says later.
  facts TEXT NOT NULL,
  facts_digest TEXT NOT NULL,
  verify_code TEXT NOT NULL UNIQUE,
  -- SHA-256 of the PDF.
  digest TEXT NOT NULL,
  bytes BLOB NOT NULL,
  -- The day in Minsk on which it was made.
  made_on DATE NOT NULL,
  made_at TIMESTAMP NOT NULL
);
-- Asked for twice on one day, while nothing changed, it is the same extract.
CREATE UNIQUE INDEX extracts_once ON extracts (unp, on_day, lang, personal, facts_digest, made_on);
