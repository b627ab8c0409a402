-- Drafts that a clerk types for a person who came with nothing prepared: nobody's account has them, only the office
-- at whose counter it is. The row stays when the application is received.
CREATE TABLE counter_drafts (
  application_id TEXT PRIMARY KEY NOT NULL REFERENCES applications (id),
  office INTEGER NOT NULL REFERENCES offices (code),
  drafted_by TEXT NOT NULL REFERENCES accounts (id),
  lang TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX counter_drafts_by_office ON counter_drafts (office, created_at);
CREATE INDEX counter_drafts_by_age ON counter_drafts (created_at);
