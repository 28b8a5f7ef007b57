INSERT INTO member (id, tenant_id, user_id, role) VALUES (:id::uuid, :tenant_id::uuid, :user_id::uuid, :role)
