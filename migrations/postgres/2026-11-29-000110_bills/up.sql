-- Bills for the fees of filings: one for each application that has one; the number is quoted when it is paid.
CREATE TABLE bills (
  id TEXT PRIMARY KEY NOT NULL,
  number TEXT NOT NULL UNIQUE,
  application_id TEXT NOT NULL UNIQUE REFERENCES applications (id),
  -- In kopecks; how many hundredths of the base value of that day, and what one was worth.
  amount BIGINT NOT NULL,
  hundredths INTEGER NOT NULL,
  base_value BIGINT NOT NULL,
  act TEXT NOT NULL,
  issued_on DATE NOT NULL,
  issued_at TIMESTAMP NOT NULL,
  -- Nothing is owed any more: withdrawn or refused before it was paid.
  cancelled_at TIMESTAMP
);

-- Bank files, each content once; what became of each row.
CREATE TABLE bank_files (
  id TEXT PRIMARY KEY NOT NULL,
  digest TEXT NOT NULL,
  office INTEGER NOT NULL REFERENCES offices (code),
  name TEXT NOT NULL,
  imported_by TEXT NOT NULL REFERENCES accounts (id),
  imported_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX bank_files_once ON bank_files (office, digest);
CREATE INDEX bank_files_by_office ON bank_files (office, imported_at);
CREATE TABLE bank_file_rows (
  file_id TEXT NOT NULL REFERENCES bank_files (id),
  line INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  -- As the file had it, cut.
  bill TEXT NOT NULL,
  paid_on TEXT NOT NULL,
  document TEXT NOT NULL,
  amount TEXT NOT NULL,
  application_id TEXT REFERENCES applications (id),
  PRIMARY KEY (file_id, line)
);

-- What was paid: once for each bill, by a clerk's hand or from a row of a bank file.
CREATE TABLE payments (
  bill_id TEXT PRIMARY KEY NOT NULL REFERENCES bills (id),
  paid_on DATE NOT NULL,
  document TEXT NOT NULL,
  file_id TEXT REFERENCES bank_files (id),
  marked_by TEXT NOT NULL REFERENCES accounts (id),
  marked_at TIMESTAMP NOT NULL
);
