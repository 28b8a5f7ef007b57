INSERT INTO outbox (mid, mutation_id, scope, name, schema_version, args, base, created_at, state)
VALUES (:mid, :mutation_id, :scope, :name, :schema_version, :args, :base, :created_at, 'waiting')
