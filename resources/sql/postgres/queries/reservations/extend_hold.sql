-- Of a live one that wasn't extended yet.
WITH extended AS (
    UPDATE hold SET expires_at = :expires_at::timestamptz, extended_at = :now::timestamptz
    WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND ended_at IS NULL AND extended_at IS NULL
    RETURNING id, expires_at
)
UPDATE claim SET expires_at = extended.expires_at FROM extended WHERE claim.hold_id = extended.id
