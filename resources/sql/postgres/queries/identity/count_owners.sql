SELECT count(*) FROM member WHERE tenant_id = :tenant_id::uuid AND role = 'owner'
