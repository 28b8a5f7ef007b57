-- A listing's units are a part of it: whoever has its version must see that it changed.
WITH changed AS (
    UPDATE listing SET title = title WHERE id = :listing_id::uuid AND tenant_id = :tenant_id::uuid RETURNING id)
UPDATE unit SET name = :name::text FROM changed
WHERE unit.id = :id::uuid AND unit.listing_id = changed.id AND unit.tenant_id = :tenant_id::uuid
