SELECT row_to_json(answer)::text
FROM (SELECT id, name, email, phone, notes FROM contact WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid) AS answer
