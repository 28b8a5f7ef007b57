UPDATE hold SET ended_at = :now::timestamptz, end_reason = :reason::text
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND ended_at IS NULL
