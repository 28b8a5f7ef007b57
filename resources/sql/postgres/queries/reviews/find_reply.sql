SELECT reply FROM review WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid FOR UPDATE
