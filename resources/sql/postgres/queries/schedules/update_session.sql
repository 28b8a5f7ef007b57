UPDATE experience_session
SET starts_at = :starts_at::timestamptz, ends_at = :ends_at::timestamptz, prices = :prices::jsonb,
    updated_at = :now::timestamptz
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
