INSERT INTO session_series (id, tenant_id, listing_id, first_local, time_zone, duration_minutes, rrule, exdates, rdates,
                            seat_plan, prices, created_at, version)
VALUES (:id::uuid, :tenant_id::uuid, :listing_id::uuid, :first_local::timestamp, :time_zone::text, :duration_minutes::integer,
        :rrule::text, :exdates::jsonb, :rdates::jsonb, :seat_plan::jsonb, :prices::jsonb, :now::timestamptz, 0)
