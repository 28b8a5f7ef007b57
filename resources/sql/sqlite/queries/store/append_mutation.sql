INSERT INTO outbox (mid, mutation_id, scope, name, schema_version, args, base, created_at, state)
VALUES (:mid, :mutation_id, :scope, :name, :schema_version, roost_seal(:args, 'outbox', :mutation_id, 'args'),
        roost_seal(:base, 'outbox', :mutation_id, 'base'), :created_at, 'waiting')
