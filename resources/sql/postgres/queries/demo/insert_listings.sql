-- Published listings of the transaction's tenant, each with its units.
WITH input AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, title text, summary text, city text,
        neighbourhood text, country text, time_zone text, latitude double precision, longitude double precision,
        room_type text, currency text, base_price_minor bigint, min_nights integer, max_guests integer,
        instant_book boolean, check_in_time time, check_out_time time, language text, amenities jsonb,
        pricing jsonb, cancellation_policy jsonb, units jsonb)
), new_listing AS (
    INSERT INTO listing (id, tenant_id, title, summary, status, time_zone, currency, base_price_minor, min_nights,
                         check_in_time, check_out_time, max_guests, instant_book, city, neighbourhood, country, latitude,
                         longitude, room_type, language, amenities, pricing, cancellation_policy, source)
    SELECT id, roost_tenant(), title, summary, 'published', time_zone, currency, base_price_minor, min_nights,
           check_in_time, check_out_time, max_guests, instant_book, city, neighbourhood, country, latitude, longitude,
           room_type, language,
           ARRAY(SELECT jsonb_array_elements_text(amenities)), pricing, cancellation_policy, 'demo'
    FROM input
)
INSERT INTO unit (id, tenant_id, listing_id, name, position)
SELECT u.id, roost_tenant(), input.id, u.name, u.position
FROM input, jsonb_to_recordset(input.units) AS u (id uuid, name text, position integer)
