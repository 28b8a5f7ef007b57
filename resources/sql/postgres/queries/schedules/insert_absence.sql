-- The member of staff has changed with it: their version shows it.
WITH member AS (
    UPDATE staff_member SET updated_at = :now::timestamptz
    WHERE id = :staff_id::uuid AND tenant_id = :tenant_id::uuid RETURNING id, tenant_id
)
INSERT INTO staff_absence (id, tenant_id, staff_id, starts_at, ends_at, note, created_at, version)
SELECT :id::uuid, member.tenant_id, member.id, :starts_at::timestamptz, :ends_at::timestamptz, :note::text,
       :now::timestamptz, 0
FROM member
