UPDATE outbox SET attempts = CASE WHEN last_error = :code THEN attempts + 1 ELSE 1 END, last_error = :code
WHERE mutation_id = :mutation_id
RETURNING attempts
