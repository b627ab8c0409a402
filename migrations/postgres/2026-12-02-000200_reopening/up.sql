-- A decided case can be opened again where nothing of it stands in the register: it then has a decision a turn.
CREATE TABLE reopenings (
  application_id TEXT NOT NULL REFERENCES applications (id),
  turn INTEGER NOT NULL,
  reason TEXT NOT NULL,
  words TEXT NOT NULL,
  act TEXT NOT NULL,
  act_on DATE,
  reopened_by TEXT NOT NULL REFERENCES accounts (id),
  reopened_at TIMESTAMP NOT NULL,
  PRIMARY KEY (application_id, turn)
);

ALTER TABLE decisions RENAME TO decisions_once;
CREATE TABLE decisions (
  application_id TEXT NOT NULL REFERENCES applications (id),
  turn INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  reasons TEXT NOT NULL,
  words TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES accounts (id),
  decided_at TIMESTAMP NOT NULL,
  PRIMARY KEY (application_id, turn)
);
INSERT INTO decisions SELECT application_id, 0, outcome, reasons, words, decided_by, decided_at FROM decisions_once;
DROP TABLE decisions_once;

ALTER TABLE documents ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
DROP INDEX documents_once;
CREATE UNIQUE INDEX documents_once ON documents (application_id, kind, round, turn);

-- A fee that was not paid before the decision is billed anew: of several bills one is not cancelled.
ALTER TABLE bills DROP CONSTRAINT bills_application_id_key;
CREATE INDEX bills_by_application ON bills (application_id, issued_at);
CREATE UNIQUE INDEX bills_standing ON bills (application_id) WHERE cancelled_at IS NULL;
