UPDATE listing_photo SET caption = :caption, position = :position::bigint
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
