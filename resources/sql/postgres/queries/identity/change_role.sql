UPDATE member SET role = :role WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
