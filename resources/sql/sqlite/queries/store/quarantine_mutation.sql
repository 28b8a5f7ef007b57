UPDATE outbox SET state = 'quarantined', mid = NULL, last_error = :code, finished_at = :at
WHERE mutation_id = :mutation_id AND state = 'waiting'
