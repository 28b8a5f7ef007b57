SELECT kind, time_zone FROM listing WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
