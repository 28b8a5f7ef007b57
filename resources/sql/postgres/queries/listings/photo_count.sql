SELECT count(*) FROM listing_photo WHERE listing_id = :listing_id::uuid AND tenant_id = :tenant_id::uuid
