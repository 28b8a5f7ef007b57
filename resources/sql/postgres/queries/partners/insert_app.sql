INSERT INTO partner_app (id, tenant_id, name, origins, kinds)
VALUES (:id, :tenant_id::uuid, :name, :origins::jsonb, :kinds::jsonb)
