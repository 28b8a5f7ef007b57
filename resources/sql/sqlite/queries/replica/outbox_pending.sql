SELECT seq, mutation_id, scope, name, args, base, created_at, state, attempts, last_error,
       json_extract(outcome, '$.result'), finished_at
FROM outbox
WHERE state IN ('waiting', 'answered') ORDER BY seq
