SELECT mid, mutation_id, scope, name, schema_version, args, base FROM outbox
WHERE mutation_id = :mutation_id
