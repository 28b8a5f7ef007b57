-- An id whose outcome has expired has neither hash nor outcome.
SELECT is_same, hash, outcome
FROM (SELECT mutation_id = :mutation_id::uuid AS is_same, encode(hash, 'hex') AS hash, outcome FROM sync_outcome
      WHERE mutation_id = :mutation_id::uuid OR (client_id = :client_id::uuid AND mid = :mid::bigint)
      UNION ALL
      SELECT true, NULL, NULL FROM sync_spent_mutation WHERE mutation_id = :mutation_id::uuid) AS known
ORDER BY is_same DESC, outcome IS NULL
LIMIT 1
