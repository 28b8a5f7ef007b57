SELECT listing_id, unit_id, from_date, to_date, note
FROM block WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
FOR UPDATE
