-- Liquidations of legal entities and terminations of sole proprietors' activity, in stages.
CREATE TABLE proceedings (
  id TEXT PRIMARY KEY NOT NULL,
  unp BIGINT NOT NULL,
  kind TEXT NOT NULL,
  stage TEXT NOT NULL,
  -- The application that opened it.
  application_id TEXT NOT NULL REFERENCES applications (id),
  -- The application that asks for the exclusion, while it is under way.
  asked_by TEXT REFERENCES applications (id),
  decided_on DATE NOT NULL,
  published_on DATE NOT NULL,
  claims_until DATE NOT NULL,
  due_on DATE NOT NULL,
  due_at_most DATE NOT NULL,
  extended BOOLEAN NOT NULL,
  claims_address TEXT NOT NULL,
  claims_phone TEXT NOT NULL,
  claims_email TEXT NOT NULL,
  ended_on DATE,
  updated_at TIMESTAMP NOT NULL,
  revision INTEGER NOT NULL
);
-- One at a time for each company.
CREATE UNIQUE INDEX proceedings_open ON proceedings (unp) WHERE ended_on IS NULL;
CREATE INDEX proceedings_by_company ON proceedings (unp);
CREATE INDEX proceedings_by_day ON proceedings (published_on, id);

-- The log of a proceeding, only appended to.
CREATE TABLE proceeding_events (
  id TEXT PRIMARY KEY NOT NULL,
  proceeding_id TEXT NOT NULL REFERENCES proceedings (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  application_id TEXT REFERENCES applications (id),
  actor TEXT REFERENCES accounts (id),
  actor_role TEXT NOT NULL,
  body TEXT NOT NULL,
  at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX proceeding_events_in_order ON proceeding_events (proceeding_id, position);

-- What each body is asked before an exclusion, once for each request.
CREATE TABLE proceeding_tasks (
  id TEXT PRIMARY KEY NOT NULL,
  proceeding_id TEXT NOT NULL REFERENCES proceedings (id),
  application_id TEXT NOT NULL REFERENCES applications (id),
  body TEXT NOT NULL,
  office INTEGER,
  answer TEXT NOT NULL,
  reason TEXT NOT NULL,
  asked_on DATE NOT NULL,
  due_on DATE,
  answered_by TEXT REFERENCES accounts (id),
  answered_at TIMESTAMP,
  -- The request was refused or taken back: no answer is wanted any more.
  closed_at TIMESTAMP,
  revision INTEGER NOT NULL
);
CREATE UNIQUE INDEX proceeding_tasks_open ON proceeding_tasks (proceeding_id, body) WHERE closed_at IS NULL;
CREATE INDEX proceeding_tasks_by_body ON proceeding_tasks (body, answer, due_on);
