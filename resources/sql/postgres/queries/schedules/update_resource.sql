WITH named AS (
    UPDATE unit SET name = :name::text WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND kind = 'resource'
)
UPDATE resource
SET (resource_kind, active, updated_at)
  = (SELECT kind, active, :now::timestamptz FROM jsonb_to_record(:fields::jsonb) AS field (kind text, active boolean))
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
