DELETE FROM idempotency_key WHERE created_at < now() - interval '24 hours'
