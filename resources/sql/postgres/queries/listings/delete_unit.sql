-- A listing's units are a part of it: whoever has its version must see that it changed.
WITH removed AS (
    DELETE FROM unit WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid RETURNING listing_id)
UPDATE listing SET title = title FROM removed
WHERE listing.id = removed.listing_id AND listing.tenant_id = :tenant_id::uuid
