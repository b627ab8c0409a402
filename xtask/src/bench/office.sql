-- What cases are like, for PostgreSQL; on SQLite xtask/floor/src/cases.rs finds it.
--
-- :filed  the id of an application that was filed

SELECT json_build_object(
  'application', (SELECT row_to_json(a) FROM applications a WHERE a.id = :'filed'),
  'filing', (SELECT row_to_json(f) FROM filings f WHERE f.application_id = :'filed'),
  'event', (SELECT row_to_json(e) FROM application_events e WHERE e.application_id = :'filed' AND e.kind = 'filed'),
  'offices', (SELECT json_agg(code ORDER BY code) FROM offices WHERE registering),
  'companies', (
    SELECT json_agg(json_build_array(c.unp, c.name) ORDER BY md5(c.unp::text))
    FROM applications a
    JOIN companies own ON own.unp = a.unp
    JOIN companies c ON c.kind = own.kind AND c.standing = own.standing
    WHERE a.id = :'filed'
  ),
  'clerks', (SELECT json_agg(json_build_array(id, office) ORDER BY email) FROM accounts WHERE email LIKE 'bench-%')
);
