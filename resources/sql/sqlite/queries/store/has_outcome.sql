SELECT outcome IS NOT NULL FROM outbox WHERE mutation_id = :mutation_id
