DELETE FROM outbox WHERE mutation_id = :mutation_id
