SELECT request_hash, status, response, location FROM idempotency_key WHERE user_id = :user_id::uuid AND key = :key
