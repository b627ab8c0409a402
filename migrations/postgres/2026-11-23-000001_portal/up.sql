-- The portal: register, people, applications, work. Identifiers are UUIDv7, times UTC.

-- Registering bodies and the councils below them.
CREATE TABLE offices (
  code INTEGER PRIMARY KEY NOT NULL,
  soato BIGINT NOT NULL,
  kind TEXT NOT NULL,
  parent INTEGER REFERENCES offices (code),
  registering BOOLEAN NOT NULL,
  name_be TEXT NOT NULL,
  name_ru TEXT NOT NULL,
  name_en TEXT NOT NULL,
  area_be TEXT NOT NULL,
  area_ru TEXT NOT NULL,
  area_en TEXT NOT NULL
);

-- Dates that differ from the ordinary week.
CREATE TABLE calendar_days (
  day DATE PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  name_be TEXT NOT NULL,
  name_ru TEXT NOT NULL,
  name_en TEXT NOT NULL
);

-- Terms and fees by date, each with its act; a new value is a new row.
CREATE TABLE terms (
  procedure TEXT NOT NULL,
  name TEXT NOT NULL,
  valid_from DATE NOT NULL,
  value INTEGER NOT NULL,
  act TEXT NOT NULL,
  verified BOOLEAN NOT NULL,
  PRIMARY KEY (procedure, name, valid_from)
);

-- The register is its log: an entry is never changed, only replaced by a later one
-- (superseded_by is the one column written afterwards).
CREATE TABLE register_entries (
  id BIGSERIAL PRIMARY KEY NOT NULL,
  unp BIGINT NOT NULL,
  kind TEXT NOT NULL,
  identity TEXT NOT NULL,
  valid_from DATE,
  valid_to DATE,
  active BOOLEAN NOT NULL,
  body TEXT NOT NULL,
  digest TEXT NOT NULL,
  source TEXT NOT NULL,
  application_id TEXT,
  supersedes BIGINT,
  superseded_by BIGINT,
  recorded_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX register_entries_current ON register_entries (unp, kind, identity) WHERE superseded_by IS NULL;
CREATE INDEX register_entries_by_date ON register_entries (kind, valid_from);
CREATE INDEX register_entries_supersedes ON register_entries (supersedes) WHERE supersedes IS NOT NULL;

-- The current row of each company: a projection of its entries.
CREATE TABLE companies (
  unp BIGINT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  standing INTEGER NOT NULL,
  registered_on DATE,
  excluded_on DATE,
  office INTEGER,
  name TEXT NOT NULL,
  short_name TEXT,
  brand TEXT,
  name_be TEXT,
  short_name_be TEXT,
  address TEXT,
  activity TEXT,
  head TEXT,
  synthetic BOOLEAN NOT NULL,
  search TEXT NOT NULL,
  -- Ordered by code points, as on SQLite: prefixes are ranges.
  name_key TEXT COLLATE "C" NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE INDEX companies_by_name ON companies (name_key, unp);
CREATE INDEX companies_by_office ON companies (office);
CREATE INDEX companies_by_address ON companies (address);

-- Settlements (street is empty) and streets that stand in the addresses of legal entities, by the
-- registering body's area: what the fields of an address suggest. Keys are folded.
CREATE TABLE places (
  area INTEGER NOT NULL,
  settlement_key TEXT COLLATE "C" NOT NULL,
  settlement_kind TEXT NOT NULL,
  street_key TEXT COLLATE "C" NOT NULL,
  street_kind TEXT NOT NULL,
  settlement TEXT NOT NULL,
  street TEXT NOT NULL,
  PRIMARY KEY (settlement_key, street_key, area, settlement_kind, street_kind)
);
CREATE INDEX places_by_street ON places (street_key, settlement_key);

-- Imports: how far each came, and what was refused and why.
CREATE TABLE import_runs (
  source TEXT NOT NULL,
  feed TEXT NOT NULL,
  position BIGINT NOT NULL,
  finished BOOLEAN NOT NULL,
  read BIGINT NOT NULL,
  added BIGINT NOT NULL,
  replaced BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  PRIMARY KEY (source, feed)
);
CREATE TABLE import_refusals (
  id TEXT PRIMARY KEY NOT NULL,
  source TEXT NOT NULL,
  feed TEXT NOT NULL,
  position BIGINT NOT NULL,
  reason TEXT NOT NULL,
  record TEXT NOT NULL,
  refused_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX import_refusals_once ON import_refusals (source, feed, position);

-- People who sign in.
CREATE TABLE accounts (
  id TEXT PRIMARY KEY NOT NULL,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  role TEXT NOT NULL,
  office INTEGER REFERENCES offices (code),
  lang TEXT NOT NULL,
  email_confirmed_at TIMESTAMP,
  disabled_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL
);
CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  created_at TIMESTAMP NOT NULL,
  seen_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE TABLE email_tokens (
  token_hash TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  purpose TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP
);
-- Failed sign-ins by a hash of the address or of the network, for slowing guesses.
CREATE TABLE sign_in_failures (
  subject TEXT PRIMARY KEY NOT NULL,
  failures INTEGER NOT NULL,
  first_at TIMESTAMP NOT NULL,
  last_at TIMESTAMP NOT NULL
);
CREATE TABLE mandates (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  unp BIGINT NOT NULL,
  scope TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  granted_by TEXT,
  revoked_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX mandates_by_account ON mandates (account_id, unp);
CREATE INDEX mandates_by_company ON mandates (unp);

-- Applications, from draft to decision.
CREATE TABLE applications (
  id TEXT PRIMARY KEY NOT NULL,
  procedure TEXT NOT NULL,
  form_version INTEGER NOT NULL,
  unp BIGINT NOT NULL,
  started_by TEXT NOT NULL REFERENCES accounts (id),
  status TEXT NOT NULL,
  number TEXT UNIQUE,
  paper_code TEXT UNIQUE,
  office INTEGER REFERENCES offices (code),
  clerk TEXT REFERENCES accounts (id),
  answers TEXT NOT NULL,
  round INTEGER NOT NULL,
  filed_at TIMESTAMP,
  filed_on DATE,
  channel TEXT,
  due_on DATE,
  decided_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  revision INTEGER NOT NULL
);
CREATE INDEX applications_by_company ON applications (unp, updated_at);
CREATE INDEX applications_by_office ON applications (office, status, due_on);
CREATE INDEX applications_by_clerk ON applications (clerk, status);

-- What was filed, word for word, once a round.
CREATE TABLE filings (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL REFERENCES applications (id),
  round INTEGER NOT NULL,
  answers TEXT NOT NULL,
  digest TEXT NOT NULL,
  filed_by TEXT REFERENCES accounts (id),
  channel TEXT NOT NULL,
  filed_on DATE NOT NULL,
  filed_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX filings_once_a_round ON filings (application_id, round);

CREATE TABLE application_events (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL REFERENCES applications (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT REFERENCES accounts (id),
  actor_role TEXT NOT NULL,
  body TEXT NOT NULL,
  at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX application_events_in_order ON application_events (application_id, position);
-- What went from one office to another: an office's list of it.
CREATE INDEX application_events_passed ON application_events (at) WHERE kind IN ('file_passed', 'passed_on');

-- A clerk's remarks, pinned to fields; those of one round are sent together.
CREATE TABLE remarks (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL REFERENCES applications (id),
  round INTEGER NOT NULL,
  field TEXT NOT NULL,
  body TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES accounts (id),
  created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX remarks_one_a_field ON remarks (application_id, round, field);

CREATE TABLE decisions (
  application_id TEXT PRIMARY KEY NOT NULL REFERENCES applications (id),
  outcome TEXT NOT NULL,
  reasons TEXT NOT NULL,
  words TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES accounts (id),
  decided_at TIMESTAMP NOT NULL
);

-- Documents that the portal typeset, with the code by which anyone verifies them.
CREATE TABLE documents (
  id TEXT PRIMARY KEY NOT NULL,
  application_id TEXT NOT NULL REFERENCES applications (id),
  kind TEXT NOT NULL,
  round INTEGER NOT NULL,
  lang TEXT NOT NULL,
  verify_code TEXT NOT NULL UNIQUE,
  digest TEXT,
  bytes BYTEA,
  created_at TIMESTAMP NOT NULL,
  typeset_at TIMESTAMP
);
CREATE UNIQUE INDEX documents_once ON documents (application_id, kind, round);

CREATE TABLE mails (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT REFERENCES accounts (id),
  application_id TEXT,
  recipient TEXT NOT NULL,
  lang TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  message_id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  last_error TEXT,
  created_at TIMESTAMP NOT NULL,
  sent_at TIMESTAMP
);
CREATE INDEX mails_by_account ON mails (account_id, created_at);

-- Work done after the answer, written in the transaction that causes it.
CREATE TABLE jobs (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  run_at TIMESTAMP NOT NULL,
  attempts INTEGER NOT NULL,
  claimed_by TEXT,
  claimed_until TIMESTAMP,
  done_at TIMESTAMP,
  failed_at TIMESTAMP,
  last_error TEXT,
  created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX jobs_once ON jobs (kind, subject);
CREATE INDEX jobs_waiting ON jobs (run_at) WHERE done_at IS NULL AND failed_at IS NULL;

-- Who did and saw what.
CREATE TABLE audit (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT,
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  request_id TEXT,
  at TIMESTAMP NOT NULL
);
CREATE INDEX audit_by_subject ON audit (subject_kind, subject);

-- What was seeded, once.
CREATE TABLE seeds (
  name TEXT PRIMARY KEY NOT NULL,
  at TIMESTAMP NOT NULL
);

-- Part of a name is found by trigrams of the folded text.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX company_search ON companies USING gin (search gin_trgm_ops);
