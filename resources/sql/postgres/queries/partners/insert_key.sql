INSERT INTO partner_key (id, tenant_id, app_id, key_hash)
VALUES (:id::uuid, roost_tenant(), :app_id, decode(:key_hash, 'hex'))
