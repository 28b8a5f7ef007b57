SELECT outcome FROM sync_outcome WHERE client_id = :client_id::uuid AND mid > :mid::bigint ORDER BY mid LIMIT 1000
