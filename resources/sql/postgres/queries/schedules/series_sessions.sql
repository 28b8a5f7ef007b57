-- How many sessions a series has, and whether one begins then.
SELECT count(*), coalesce(bool_or(starts_at = :starts_at::timestamptz AND status = 'scheduled'), false)
FROM experience_session WHERE series_id = :id::uuid AND tenant_id = :tenant_id::uuid
