INSERT INTO unit (id, tenant_id, listing_id, name, position, version)
SELECT :id::uuid, listing.tenant_id, listing.id, :name::text,
       coalesce((SELECT max(position) + 1 FROM unit WHERE listing_id = listing.id), 0), 0
FROM listing WHERE listing.id = :listing_id::uuid AND listing.tenant_id = :tenant_id::uuid
