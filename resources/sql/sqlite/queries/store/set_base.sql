UPDATE outbox SET base = roost_seal(:base, 'outbox', mutation_id, 'base') WHERE mutation_id = :mutation_id
