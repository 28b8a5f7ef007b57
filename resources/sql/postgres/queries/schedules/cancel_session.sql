UPDATE experience_session SET status = 'cancelled', cancelled_at = :now::timestamptz, updated_at = :now::timestamptz
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
