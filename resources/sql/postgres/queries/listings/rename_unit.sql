UPDATE unit SET name = :name::text
WHERE id = :id::uuid AND listing_id = :listing_id::uuid AND tenant_id = :tenant_id::uuid
