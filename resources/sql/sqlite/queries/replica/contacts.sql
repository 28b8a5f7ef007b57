SELECT id, tenant_id, name, email, phone, notes FROM contact
ORDER BY name, id
