DELETE FROM task WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
