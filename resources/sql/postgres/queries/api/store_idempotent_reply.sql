-- Also tells which tenant's scope the transaction advanced, and to which version.
UPDATE idempotency_key SET status = :status::integer, response = :response, location = :location::text
WHERE user_id = :user_id::uuid AND key = :key
RETURNING current_setting('roost.tenant', true), nullif(current_setting('roost.version', true), '')
