SELECT 1 FROM contact WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
