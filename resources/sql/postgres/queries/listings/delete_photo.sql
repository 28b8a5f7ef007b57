DELETE FROM listing_photo WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
