SELECT seq, mutation_id, scope, name, roost_open(args, 'outbox', mutation_id, 'args'),
       roost_open(base, 'outbox', mutation_id, 'base'), created_at, state, attempts, last_error,
       json_extract(roost_open(outcome, 'outbox', mutation_id, 'outcome'), '$.result'), finished_at,
       is_sent
FROM outbox
WHERE state IN ('waiting', 'answered') ORDER BY seq
