SELECT problem.id, created_at, scope, mutation_id, name, code, message, table_name, row_id,
       CASE table_name WHEN 'listing' THEN row_id
           ELSE coalesce(json_extract(roost_open(args, 'problem', problem.id, 'args'), '$.listing_id'),
                         (SELECT listing_id FROM booking WHERE booking.id = row_id),
                         (SELECT listing_id FROM block WHERE block.id = row_id),
                         (SELECT listing_id FROM review WHERE review.id = row_id)) END,
       field, roost_open(base, 'problem', problem.id, 'base'), roost_open(mine, 'problem', problem.id, 'mine'),
       roost_open(theirs, 'problem', problem.id, 'theirs'), roost_open(args, 'problem', problem.id, 'args'), state,
       resolved_at,
       state <> 'open' AND (state = 'took_theirs' OR reverse IS NOT NULL OR NOT EXISTS (
           SELECT 1 FROM json_each(coalesce(answer_ids, '[]')) AS answer
           JOIN outbox ON outbox.mutation_id = answer.value
           WHERE outbox.is_sent = 1))
FROM problem
WHERE problem.id = :id
