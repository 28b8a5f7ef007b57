WITH named AS (
    UPDATE unit SET name = :name::text WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND kind = 'staff'
)
UPDATE staff_member
SET (hours, skills, active, user_id, updated_at)
  = (SELECT hours, skills, active, user_id, :now::timestamptz
     FROM jsonb_to_record(:fields::jsonb) AS field (hours jsonb, skills jsonb, active boolean, user_id uuid))
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
