SELECT role FROM member WHERE tenant_id = :tenant_id::uuid AND user_id = roost_user()
