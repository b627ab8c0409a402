-- Typing errors of applicants that the office mended: what was filed stays as it is beside them.
CREATE TABLE mendings (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL REFERENCES applications (id),
  round INTEGER NOT NULL,
  field TEXT NOT NULL,
  was TEXT NOT NULL,
  became TEXT NOT NULL,
  why TEXT NOT NULL,
  -- All answers as they are with it.
  answers TEXT NOT NULL,
  office INTEGER NOT NULL REFERENCES offices (code),
  mended_by TEXT NOT NULL REFERENCES accounts (id),
  mended_at TIMESTAMP NOT NULL
);
CREATE INDEX mendings_by_application ON mendings (application_id, id);
