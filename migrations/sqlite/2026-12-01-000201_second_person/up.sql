-- Where an office wants a decision confirmed by a second person: by procedure, from a day on.
CREATE TABLE second_person_rules (
  id TEXT PRIMARY KEY NOT NULL,
  office INTEGER NOT NULL REFERENCES offices (code),
  procedure TEXT NOT NULL,
  valid_from DATE NOT NULL,
  accepting BOOLEAN NOT NULL,
  refusing BOOLEAN NOT NULL,
  set_by TEXT NOT NULL REFERENCES accounts (id),
  set_at TIMESTAMP NOT NULL
);
CREATE INDEX second_person_rules_by_office ON second_person_rules (office, procedure, valid_from);
-- Decisions that one person prepared and another confirms or sends back.
CREATE TABLE preparations (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL REFERENCES applications (id),
  outcome TEXT NOT NULL,
  reasons TEXT NOT NULL,
  words TEXT NOT NULL,
  choice INTEGER,
  revision INTEGER NOT NULL,
  prepared_by TEXT NOT NULL REFERENCES accounts (id),
  prepared_at TIMESTAMP NOT NULL,
  ending TEXT,
  ended_by TEXT REFERENCES accounts (id),
  ended_at TIMESTAMP,
  ending_words TEXT NOT NULL
);
CREATE INDEX preparations_by_case ON preparations (application_id, prepared_at);
CREATE UNIQUE INDEX preparations_open ON preparations (application_id) WHERE ending IS NULL;
