SELECT tenant_id::text, name, origins::text, kinds::text, is_active, key_hashes FROM roost_partner(:id::text)
