SELECT id, tenant_id, listing_id, name, position FROM unit
WHERE listing_id = :listing_id ORDER BY position, id
