WITH named AS (
    UPDATE unit SET name = :name::text WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND kind = 'staff'
)
UPDATE staff_member
SET (hours, skills, active, updated_at)
  = (SELECT hours, skills, active, :now::timestamptz
     FROM jsonb_to_record(:fields::jsonb) AS field (hours jsonb, skills jsonb, active boolean))
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
