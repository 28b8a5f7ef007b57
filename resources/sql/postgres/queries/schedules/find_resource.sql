-- The fields of a resource that can be changed.
SELECT json_build_object('name', unit.name, 'kind', resource.resource_kind, 'active', resource.active)::text
FROM resource JOIN unit ON unit.id = resource.id
WHERE resource.id = :id::uuid AND resource.tenant_id = :tenant_id::uuid
FOR UPDATE OF resource
