SELECT coalesce(sum(size), 0)::bigint FROM blob WHERE tenant_id = :tenant_id::uuid
