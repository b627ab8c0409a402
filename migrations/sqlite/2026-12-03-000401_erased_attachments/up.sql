-- Attachments whose content was removed when it had been kept long enough: what receipts and signatures quote of each
-- stays. Round 0: it went with no round, such as a scan of the office's.
CREATE TABLE erased_attachments (
  id TEXT NOT NULL,
  round INTEGER NOT NULL,
  application_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  name TEXT NOT NULL,
  size BIGINT NOT NULL,
  kind TEXT NOT NULL,
  from_office BOOLEAN NOT NULL,
  added_by TEXT NOT NULL REFERENCES accounts (id),
  added_at TIMESTAMP NOT NULL,
  removed_at TIMESTAMP,
  erased_at TIMESTAMP NOT NULL,
  PRIMARY KEY (id, round)
);
CREATE INDEX erased_attachments_by_application ON erased_attachments (application_id, id);
CREATE INDEX erased_attachments_by_account ON erased_attachments (added_by, id);
