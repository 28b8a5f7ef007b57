-- A scope that is no longer followed has no pull that would end the mutation.
UPDATE outbox SET outcome = roost_seal(:outcome, 'outbox', mutation_id, 'outcome'), last_error = NULL,
    state = CASE WHEN EXISTS (SELECT 1 FROM cursor WHERE cursor.scope = outbox.scope) THEN 'answered' ELSE 'done' END,
    finished_at = CASE WHEN EXISTS (SELECT 1 FROM cursor WHERE cursor.scope = outbox.scope) THEN NULL ELSE :at END
WHERE mutation_id = :mutation_id AND state = 'waiting'
