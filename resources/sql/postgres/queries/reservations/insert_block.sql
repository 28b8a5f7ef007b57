INSERT INTO block (id, tenant_id, listing_id, unit_id, from_date, to_date, note, created_by, created_at, version)
VALUES (:id::uuid, :tenant_id::uuid, :listing_id::uuid, :unit_id::uuid, :from_date::date, :to_date::date, :note::text,
        :created_by::uuid, :now::timestamptz, 0)
