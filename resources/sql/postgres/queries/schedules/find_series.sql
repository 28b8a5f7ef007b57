SELECT listing_id, to_char(first_local, 'YYYY-MM-DD"T"HH24:MI'), time_zone, duration_minutes, rrule, exdates::text,
       rdates::text, seat_plan::text, prices::text
FROM session_series WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
FOR UPDATE
