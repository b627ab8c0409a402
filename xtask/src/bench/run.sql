-- How a run went: seconds from its beginning to its end, and what became of its cases.
--
-- :run  its id

SELECT json_build_object(
  'seconds', extract(epoch FROM (r.finished_at - r.starts_at)),
  'done', (SELECT count(*) FROM run_cases c WHERE c.run_id = r.id AND c.state = 'done'),
  'left', (
    SELECT coalesce(json_object_agg(why, cases), '{}')
    FROM (SELECT why, count(*) AS cases FROM run_cases c WHERE c.run_id = r.id AND c.state = 'failed' GROUP BY why) w
  )
)
FROM case_runs r WHERE r.id = :'run';
