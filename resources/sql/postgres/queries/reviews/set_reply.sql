UPDATE review SET reply = :text::text WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
