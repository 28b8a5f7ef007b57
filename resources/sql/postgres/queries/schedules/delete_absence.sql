WITH member AS (
    UPDATE staff_member SET updated_at = :now::timestamptz
    WHERE id = :staff_id::uuid AND tenant_id = :tenant_id::uuid
)
DELETE FROM staff_absence WHERE id = :id::uuid AND staff_id = :staff_id::uuid AND tenant_id = :tenant_id::uuid
