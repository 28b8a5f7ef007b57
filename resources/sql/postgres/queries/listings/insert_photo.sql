INSERT INTO listing_photo (id, tenant_id, listing_id, sha256, position, caption, width, height, version)
SELECT :id::uuid, listing.tenant_id, listing.id, :sha256, :position::bigint, :caption, :width::integer, :height::integer, 0
FROM listing WHERE listing.id = :listing_id::uuid AND listing.tenant_id = :tenant_id::uuid
