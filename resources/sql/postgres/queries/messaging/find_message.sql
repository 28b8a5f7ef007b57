SELECT thread_id, author, text FROM message WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
