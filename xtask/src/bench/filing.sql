-- The sizes of a filing's rows, for the bare ones that pgbench writes.
-- :filed  the id of an application that was filed once

SELECT json_build_object(
  'account', a.started_by,
  'office', a.office,
  'number', length(a.number),
  'answers', octet_length(f.answers),
  'code', length(d.verify_code),
  'recipient', octet_length(m.recipient),
  'subject', octet_length(m.subject),
  'body', octet_length(m.body)
)
FROM applications a
JOIN filings f ON f.application_id = a.id
JOIN documents d ON d.application_id = a.id
JOIN mails m ON m.application_id = a.id
WHERE a.id = :'filed'
LIMIT 1;
