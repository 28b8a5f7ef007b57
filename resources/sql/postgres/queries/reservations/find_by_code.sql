SELECT id FROM booking WHERE code = :code::text AND tenant_id = :tenant_id::uuid
