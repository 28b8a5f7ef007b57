-- A row comes back when the key is new, or older than it is kept. Waits for a transaction that holds the same key.
INSERT INTO idempotency_key (user_id, key, request_hash)
VALUES (:user_id::uuid, :key, :request_hash::bytea)
ON CONFLICT (user_id, key) DO UPDATE
    SET request_hash = excluded.request_hash, status = NULL, response = NULL, location = NULL, created_at = now()
    WHERE idempotency_key.created_at < now() - interval '24 hours'
RETURNING 1
