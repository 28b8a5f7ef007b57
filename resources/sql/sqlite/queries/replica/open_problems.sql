SELECT problem.id, created_at, scope, mutation_id, name, code, message, table_name, row_id,
       CASE table_name WHEN 'listing' THEN row_id
           WHEN 'booking' THEN (SELECT listing_id FROM booking WHERE booking.id = row_id)
           ELSE coalesce(json_extract(args, '$.listing_id'), (SELECT listing_id FROM block WHERE block.id = row_id)) END,
       field, base, mine, theirs, args, state, resolved_at
FROM problem
WHERE state = 'open' ORDER BY created_at, problem.id
