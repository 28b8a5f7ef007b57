SELECT id, tenant_id, listing_id, name, position FROM unit
ORDER BY listing_id, position, id
