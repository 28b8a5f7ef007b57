SELECT id, tenant_id, name, email, phone, notes FROM contact
WHERE id = :id
