SELECT name, email, phone, notes FROM contact WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid FOR UPDATE
