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

CREATE TABLE decisions_of_turns (
  application_id TEXT NOT NULL REFERENCES applications (id),
  turn INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  reasons TEXT NOT NULL,
  words TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES accounts (id),
  decided_at TIMESTAMP NOT NULL,
  PRIMARY KEY (application_id, turn)
);
INSERT INTO decisions_of_turns SELECT application_id, 0, outcome, reasons, words, decided_by, decided_at FROM decisions;
DROP TABLE decisions;
ALTER TABLE decisions_of_turns RENAME TO decisions;

ALTER TABLE documents ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
DROP INDEX documents_once;
CREATE UNIQUE INDEX documents_once ON documents (application_id, kind, round, turn);

-- A fee that was not paid before the decision is billed anew: of several bills one is not cancelled. A table built
-- anew, since SQLite cannot drop a constraint.
CREATE TABLE bills_of_turns (
  id TEXT PRIMARY KEY NOT NULL,
  number TEXT NOT NULL UNIQUE,
  application_id TEXT NOT NULL REFERENCES applications (id),
  amount BIGINT NOT NULL,
  hundredths INTEGER NOT NULL,
  base_value BIGINT NOT NULL,
  act TEXT NOT NULL,
  issued_on DATE NOT NULL,
  issued_at TIMESTAMP NOT NULL,
  cancelled_at TIMESTAMP
);
INSERT INTO bills_of_turns
  SELECT id, number, application_id, amount, hundredths, base_value, act, issued_on, issued_at, cancelled_at FROM bills;
DROP TABLE bills;
ALTER TABLE bills_of_turns RENAME TO bills;
CREATE INDEX bills_by_application ON bills (application_id, issued_at);
CREATE UNIQUE INDEX bills_standing ON bills (application_id) WHERE cancelled_at IS NULL;
