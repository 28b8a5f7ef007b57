-- A listing's units are a part of it: whoever has its version must see that it changed.
WITH changed AS (
    UPDATE listing SET title = title WHERE id = :listing_id::uuid AND tenant_id = :tenant_id::uuid AND kind = 'stay'
    RETURNING id, tenant_id)
INSERT INTO unit (id, tenant_id, listing_id, name, position, version)
SELECT :id::uuid, changed.tenant_id, changed.id, :name::text,
       coalesce((SELECT max(position) + 1 FROM unit WHERE listing_id = changed.id), 0), 0
FROM changed
