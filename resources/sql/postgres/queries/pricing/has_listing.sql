SELECT EXISTS (SELECT FROM listing WHERE id = :listing_id::uuid AND tenant_id = :tenant_id::uuid)
