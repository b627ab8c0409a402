-- Only the last decision and the last bill of a case have a place in what was before.
DELETE FROM bills WHERE EXISTS (
  SELECT 1 FROM bills AS later WHERE later.application_id = bills.application_id AND later.id > bills.id);
DROP INDEX bills_standing;
DROP INDEX bills_by_application;
ALTER TABLE bills ADD CONSTRAINT bills_application_id_key UNIQUE (application_id);

DELETE FROM documents WHERE kind = 'reconsidered'
  OR EXISTS (SELECT 1 FROM documents AS later WHERE later.application_id = documents.application_id
    AND later.kind = documents.kind AND later.round = documents.round AND later.turn > documents.turn);
DROP INDEX documents_once;
ALTER TABLE documents DROP COLUMN turn;
CREATE UNIQUE INDEX documents_once ON documents (application_id, kind, round);

ALTER TABLE decisions RENAME TO decisions_of_turns;
CREATE TABLE decisions (
  application_id TEXT PRIMARY KEY REFERENCES applications (id),
  outcome TEXT NOT NULL,
  reasons TEXT NOT NULL,
  words TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES accounts (id),
  decided_at TIMESTAMP NOT NULL
);
INSERT INTO decisions
  SELECT application_id, outcome, reasons, words, decided_by, decided_at FROM decisions_of_turns
  WHERE turn = (SELECT MAX(turn) FROM decisions_of_turns AS later
    WHERE later.application_id = decisions_of_turns.application_id);
DROP TABLE decisions_of_turns;
DROP TABLE reopenings;
