UPDATE session_series SET exdates = :exdates::jsonb, rdates = :rdates::jsonb
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
