DELETE FROM unit WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND kind = :kind::text
