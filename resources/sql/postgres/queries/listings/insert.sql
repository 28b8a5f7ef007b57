INSERT INTO listing (id, tenant_id, title, summary, status, time_zone, currency, base_price_minor, min_nights, max_nights,
                     check_in_time, check_out_time, preparation_days, max_guests, instant_book, hold_pending, city,
                     neighbourhood, country, latitude, longitude, room_type, licence, pricing, cancellation_policy,
                     language, amenities, kind, service, created_at, updated_at, version)
SELECT :id::uuid, tenant.id, title, summary, status, coalesce(field.time_zone, tenant.time_zone),
       coalesce(field.currency, tenant.currency), base_price_minor, min_nights, max_nights, check_in_time, check_out_time,
       preparation_days, max_guests, instant_book, hold_pending, coalesce(city, ''), coalesce(neighbourhood, ''),
       coalesce(country, ''), latitude, longitude, coalesce(room_type, ''), coalesce(licence, ''), pricing,
       cancellation_policy, language, amenities, coalesce(kind, 'stay'), nullif(service, 'null'), :now::timestamptz,
       :now::timestamptz, 0
FROM tenant,
     jsonb_to_record(:fields::jsonb)
         AS field (title text, summary text, status text, time_zone text, currency text, base_price_minor bigint,
                   min_nights integer, max_nights integer, check_in_time time, check_out_time time,
                   preparation_days integer, max_guests integer, instant_book boolean, hold_pending boolean, city text,
                   neighbourhood text, country text, latitude double precision, longitude double precision,
                   room_type text, licence text, pricing jsonb, cancellation_policy jsonb, language text,
                   amenities text[], kind text, service jsonb)
WHERE tenant.id = :tenant_id::uuid
