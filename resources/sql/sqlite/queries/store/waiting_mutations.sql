SELECT mid, mutation_id, scope, name, schema_version, args, base FROM outbox
WHERE state = 'waiting' ORDER BY mid LIMIT :most
