SELECT EXISTS (SELECT FROM message
               WHERE id = :id::uuid AND thread_id = :thread_id::uuid AND tenant_id = :tenant_id::uuid)
