UPDATE block SET from_date = :from_date::date, to_date = :to_date::date, note = :note::text
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
