SELECT id, tenant_id::text, name, origins::text, kinds::text, is_active, keys FROM roost_partners()
