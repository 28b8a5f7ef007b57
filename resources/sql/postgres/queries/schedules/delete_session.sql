DELETE FROM experience_session WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
