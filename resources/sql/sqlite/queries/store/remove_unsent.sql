DELETE FROM outbox WHERE mutation_id = :mutation_id AND state = 'waiting' AND is_sent = 0
