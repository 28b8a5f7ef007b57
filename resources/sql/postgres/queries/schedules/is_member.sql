SELECT EXISTS (SELECT FROM member WHERE tenant_id = :tenant_id::uuid AND user_id = :user_id::uuid)
