-- A home of the tenant; in this listing, if one is named.
SELECT name FROM unit
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND kind = 'home'
  AND (:listing_id::uuid IS NULL OR listing_id = :listing_id::uuid)
