-- What an office is called and how it is reached, from a day on: rows are only added, the latest that holds counts.
CREATE TABLE office_details (
  id TEXT PRIMARY KEY NOT NULL,
  office INTEGER NOT NULL REFERENCES offices (code),
  valid_from DATE NOT NULL,
  name_be TEXT NOT NULL,
  name_ru TEXT NOT NULL,
  name_en TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  email TEXT NOT NULL,
  hours TEXT NOT NULL,
  entered_by TEXT REFERENCES accounts (id),
  entered_at TIMESTAMP NOT NULL
);
CREATE INDEX office_details_by_office ON office_details (office, valid_from);
-- Offices that close, and whoever goes on with their work.
CREATE TABLE office_closures (
  office INTEGER PRIMARY KEY NOT NULL REFERENCES offices (code),
  closes_on DATE NOT NULL,
  successor INTEGER NOT NULL REFERENCES offices (code),
  entered_by TEXT REFERENCES accounts (id),
  entered_at TIMESTAMP NOT NULL,
  passed_at TIMESTAMP
);
-- The first day of an office that an administrator opened; nothing for those that came with the portal.
ALTER TABLE offices ADD COLUMN opened_on DATE;
