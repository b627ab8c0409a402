-- Only the last decision and the last bill of a case have a place in what was before.
CREATE TABLE bills_once (
  id TEXT PRIMARY KEY NOT NULL,
  number TEXT NOT NULL UNIQUE,
  application_id TEXT NOT NULL UNIQUE REFERENCES applications (id),
  amount BIGINT NOT NULL,
  hundredths INTEGER NOT NULL,
  base_value BIGINT NOT NULL,
  act TEXT NOT NULL,
  issued_on DATE NOT NULL,
  issued_at TIMESTAMP NOT NULL,
  cancelled_at TIMESTAMP
);
INSERT INTO bills_once
  SELECT id, number, application_id, amount, hundredths, base_value, act, issued_on, issued_at, cancelled_at FROM bills
  WHERE NOT EXISTS (SELECT 1 FROM bills AS later WHERE later.application_id = bills.application_id AND later.id > bills.id);
DROP TABLE bills;
ALTER TABLE bills_once RENAME TO bills;

DELETE FROM documents WHERE kind = 'reconsidered'
  OR EXISTS (SELECT 1 FROM documents AS later WHERE later.application_id = documents.application_id
    AND later.kind = documents.kind AND later.round = documents.round AND later.turn > documents.turn);
DROP INDEX documents_once;
ALTER TABLE documents DROP COLUMN turn;
CREATE UNIQUE INDEX documents_once ON documents (application_id, kind, round);

CREATE TABLE decisions_once (
  application_id TEXT PRIMARY KEY NOT NULL REFERENCES applications (id),
  outcome TEXT NOT NULL,
  reasons TEXT NOT NULL,
  words TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES accounts (id),
  decided_at TIMESTAMP NOT NULL
);
INSERT INTO decisions_once
  SELECT application_id, outcome, reasons, words, decided_by, decided_at FROM decisions
  WHERE turn = (SELECT MAX(turn) FROM decisions AS later WHERE later.application_id = decisions.application_id);
DROP TABLE decisions;
ALTER TABLE decisions_once RENAME TO decisions;
DROP TABLE reopenings;
