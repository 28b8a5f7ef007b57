INSERT INTO promotion (id, tenant_id, code, terms, created_at, updated_at)
VALUES (:id::uuid, :tenant_id::uuid, :code::text, :terms::jsonb, :now::timestamptz, :now::timestamptz)
ON CONFLICT DO NOTHING
