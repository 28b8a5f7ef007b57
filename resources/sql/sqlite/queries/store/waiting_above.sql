SELECT mid, mutation_id, scope, name, schema_version, roost_open(args, 'outbox', mutation_id, 'args'),
       roost_open(base, 'outbox', mutation_id, 'base')
FROM outbox
WHERE state = 'waiting' AND mid > :mid ORDER BY mid
