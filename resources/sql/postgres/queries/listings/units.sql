SELECT id FROM unit WHERE listing_id = :listing_id::uuid AND tenant_id = :tenant_id::uuid ORDER BY position, id
