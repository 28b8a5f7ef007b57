SELECT mid, mutation_id, scope, name, schema_version, args, base FROM outbox
WHERE scope = :scope AND state IN ('waiting', 'answered') ORDER BY seq
