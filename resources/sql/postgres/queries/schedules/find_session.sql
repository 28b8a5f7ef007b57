SELECT listing_id, series_id, roost_wire_time(starts_at), roost_wire_time(ends_at), time_zone, status, prices::text
FROM experience_session WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
FOR UPDATE
