-- Behind everything that the host did since.
UPDATE outbox SET state = 'waiting', mid = :mid, attempts = 0, last_error = NULL, finished_at = NULL,
    seq = (SELECT max(seq) + 1 FROM outbox)
WHERE mutation_id = :mutation_id AND state = 'quarantined'
