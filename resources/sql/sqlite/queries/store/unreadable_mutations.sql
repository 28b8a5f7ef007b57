-- Waiting edits that the key doesn't open.
SELECT mid, mutation_id, scope, name, schema_version, '{}', '{}' FROM outbox
WHERE state = 'waiting' AND roost_open(args, 'outbox', mutation_id, 'args') IS NULL ORDER BY seq
