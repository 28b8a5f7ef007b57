DELETE FROM promotion WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
