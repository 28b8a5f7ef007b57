SELECT row_to_json(answer)::text, answer.id
FROM (SELECT id, name, email, phone, notes FROM contact
      WHERE tenant_id = :tenant_id::uuid AND (:after_id::uuid IS NULL OR id > :after_id::uuid)
      ORDER BY id
      LIMIT :limit::integer) AS answer
