-- Copies of a draft that is ready to be filed, for PostgreSQL; on SQLite xtask/floor/src/drafts.rs
-- makes them. Each is of another company of the same kind and standing for which nobody else acts,
-- and the applicant is given the right to act for it. Prints the copies' ids.
--
-- :like    the draft's id
-- :many    so many copies
-- :prefix  of their ids, before a number from 1; empty: ids in order of time

BEGIN;

CREATE TEMP TABLE pattern AS SELECT * FROM applications WHERE id = :'like';

CREATE TEMP TABLE chosen AS
SELECT c.unp, row_number() OVER (ORDER BY md5(c.unp::text)) AS n
FROM pattern p
JOIN companies own ON own.unp = p.unp
JOIN companies c ON c.kind = own.kind AND c.standing = own.standing
WHERE c.registered_on < current_date - 30
  AND NOT EXISTS (SELECT 1 FROM mandates m WHERE m.unp = c.unp AND m.account_id <> p.started_by)
ORDER BY md5(c.unp::text)
LIMIT 1000;

INSERT INTO mandates (id, account_id, unp, scope, valid_from, valid_to, granted_by, revoked_at, created_at)
SELECT gen_random_uuid()::text, m.account_id, c.unp, m.scope, m.valid_from, m.valid_to, m.granted_by, m.revoked_at, m.created_at
FROM pattern p
JOIN mandates m ON m.account_id = p.started_by AND m.unp = p.unp
CROSS JOIN chosen c
WHERE NOT EXISTS (SELECT 1 FROM mandates h WHERE h.account_id = p.started_by AND h.unp = c.unp);

CREATE TEMP TABLE made AS
SELECT
  CASE :'prefix'
    WHEN '' THEN lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000000)::bigint), 14, '0') || substr(gen_random_uuid()::text, 15)
    ELSE :'prefix' || lpad(number::text, 36 - length(:'prefix'), '0')
  END AS id,
  c.unp
FROM generate_series(1, :many) AS number
JOIN chosen c ON c.n = 1 + number % (SELECT count(*) FROM chosen);

INSERT INTO applications (
  id, procedure, form_version, unp, started_by, status, number, paper_code, office, clerk, answers, round,
  filed_at, filed_on, channel, due_on, decided_at, created_at, updated_at, revision
)
SELECT
  m.id, p.procedure, p.form_version, m.unp, p.started_by, p.status, p.number, p.paper_code, p.office, p.clerk, p.answers, p.round,
  p.filed_at, p.filed_on, p.channel, p.due_on, p.decided_at, p.created_at, p.updated_at, p.revision
FROM made m, pattern p;

INSERT INTO application_events (id, application_id, position, kind, actor, actor_role, body, at)
SELECT gen_random_uuid()::text, m.id, e.position, e.kind, e.actor, e.actor_role, e.body, e.at
FROM made m, pattern p
JOIN application_events e ON e.application_id = p.id AND e.kind = 'started';

COMMIT;

SELECT id FROM made;
