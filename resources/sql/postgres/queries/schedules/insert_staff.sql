WITH made AS (
    INSERT INTO unit (id, tenant_id, kind, name, position, version)
    SELECT :id::uuid, :tenant_id::uuid, 'staff', :name::text,
           coalesce((SELECT max(position) + 1 FROM unit WHERE tenant_id = :tenant_id::uuid AND kind = 'staff'), 0), 0
    RETURNING id, tenant_id
)
INSERT INTO staff_member (id, tenant_id, hours, skills, active, user_id, created_at, updated_at, version)
SELECT made.id, made.tenant_id, hours, skills, active, user_id, :now::timestamptz, :now::timestamptz, 0
FROM made, jsonb_to_record(:fields::jsonb) AS field (hours jsonb, skills jsonb, active boolean, user_id uuid)
