SELECT mutation_id = :mutation_id::uuid AS is_same, encode(hash, 'hex'), outcome FROM sync_outcome
WHERE mutation_id = :mutation_id::uuid OR (client_id = :client_id::uuid AND mid = :mid::bigint)
ORDER BY is_same DESC
LIMIT 1
