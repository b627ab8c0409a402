-- Texts that hold from a day on: reasons of the catalogue, pieces of the guides. Rows are only added; one whose day has
-- not come may be taken back. What came with the portal has nobody's name.
CREATE TABLE dated_texts (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  valid_from DATE NOT NULL,
  body TEXT NOT NULL,
  entered_by TEXT REFERENCES accounts (id),
  entered_at TIMESTAMP,
  PRIMARY KEY (kind, subject, valid_from)
);
