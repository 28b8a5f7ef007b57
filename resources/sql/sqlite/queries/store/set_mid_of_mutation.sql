UPDATE outbox SET mid = :mid WHERE mutation_id = :mutation_id
