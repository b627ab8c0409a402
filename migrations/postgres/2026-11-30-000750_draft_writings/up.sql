-- By which pages the answers of an application were last written, part by part, and what two pages wrote
-- differently, until somebody chooses: JSON.
CREATE TABLE draft_writings (
    application_id TEXT PRIMARY KEY NOT NULL,
    body TEXT NOT NULL
);
