SELECT EXISTS (SELECT FROM contact WHERE id = :contact_id::uuid AND tenant_id = :tenant_id::uuid)
