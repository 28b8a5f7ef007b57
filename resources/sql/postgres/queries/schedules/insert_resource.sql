WITH made AS (
    INSERT INTO unit (id, tenant_id, kind, name, position, version)
    SELECT :id::uuid, :tenant_id::uuid, 'resource', :name::text,
           coalesce((SELECT max(position) + 1 FROM unit WHERE tenant_id = :tenant_id::uuid AND kind = 'resource'), 0), 0
    RETURNING id, tenant_id
)
INSERT INTO resource (id, tenant_id, resource_kind, active, created_at, updated_at, version)
SELECT made.id, made.tenant_id, kind, active, :now::timestamptz, :now::timestamptz, 0
FROM made, jsonb_to_record(:fields::jsonb) AS field (kind text, active boolean)
