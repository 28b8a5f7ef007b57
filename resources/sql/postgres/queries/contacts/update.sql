UPDATE contact SET name = :name::text, email = :email::text, phone = :phone::text, notes = :notes::text
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
