SELECT row_to_json(answer)::text, answer.id
FROM (SELECT resource.id, unit.name, unit.position, resource.resource_kind AS kind, resource.active, resource.version
      FROM resource JOIN unit ON unit.id = resource.id
      WHERE resource.tenant_id = :tenant_id::uuid AND (:id::uuid IS NULL OR resource.id = :id::uuid)
        AND resource.id > :after::uuid
      ORDER BY resource.id LIMIT :limit::integer) AS answer
