-- One host with what is missing of their listings and stays; returns how many stays were made, and the ids of those whose
-- nights are taken. All in one statement: thousands of hosts have one listing and a few stays each.
WITH input AS MATERIALIZED (
    SELECT :payload::jsonb AS doc
), account AS (
    INSERT INTO user_account (id, email, display_name)
    SELECT (doc->>'user_id')::uuid, doc->>'email', doc->>'host_name' FROM input
    ON CONFLICT (id) DO NOTHING
), host_tenant AS (
    INSERT INTO tenant (id, name, currency, time_zone, source, source_id)
    SELECT (doc->>'tenant_id')::uuid, doc->>'host_name', doc->>'currency', doc->>'time_zone', 'inside_airbnb',
           doc->>'host_id'
    FROM input
    ON CONFLICT (id) DO NOTHING
), owner AS (
    INSERT INTO member (id, tenant_id, user_id, role)
    SELECT (doc->>'member_id')::uuid, (doc->>'tenant_id')::uuid, (doc->>'user_id')::uuid, 'owner' FROM input
    ON CONFLICT (id) DO NOTHING
), listing_input AS MATERIALIZED (
    SELECT doc, l.*
    FROM input, jsonb_to_recordset(doc->'listings') AS l (id uuid, unit_id uuid, unit_name text, source_id text,
        title text, status text, base_price_minor bigint, min_nights integer, neighbourhood text,
        latitude double precision, longitude double precision, room_type text, licence text)
), new_listing AS (
    INSERT INTO listing (id, tenant_id, title, status, time_zone, currency, base_price_minor, min_nights, check_in_time,
                         check_out_time, city, neighbourhood, country, latitude, longitude, room_type, licence, source,
                         source_id, created_at, updated_at)
    SELECT id, (doc->>'tenant_id')::uuid, title, status, doc->>'time_zone', doc->>'currency', base_price_minor,
           min_nights, (doc->>'check_in_time')::time, (doc->>'check_out_time')::time, doc->>'city', neighbourhood,
           doc->>'country', latitude, longitude, room_type, licence, 'inside_airbnb', source_id,
           (doc->>'imported_at')::timestamptz, (doc->>'imported_at')::timestamptz
    FROM listing_input
), new_unit AS (
    INSERT INTO unit (id, tenant_id, listing_id, name)
    SELECT unit_id, (doc->>'tenant_id')::uuid, id, unit_name FROM listing_input
), stay_input AS MATERIALIZED (
    SELECT s.*, (doc->>'tenant_id')::uuid AS tenant_id, doc->>'currency' AS currency,
           (doc->>'imported_at')::timestamptz AS imported_at,
           tstzrange(s.occupied_from, s.occupied_to) AS during,
           EXISTS (SELECT FROM claim WHERE claim.unit_id = s.unit_id
                                       AND claim.during && tstzrange(s.occupied_from, s.occupied_to)) AS is_taken
    FROM input, jsonb_to_recordset(doc->'stays') AS s (id uuid, code text, listing_id uuid, unit_id uuid, check_in date,
        check_out date, occupied_from timestamptz, occupied_to timestamptz)
), new_booking AS (
    INSERT INTO booking (id, tenant_id, code, listing_id, unit_id, status, check_in, check_out, currency, source,
                         requested_at, updated_at)
    SELECT id, tenant_id, code, listing_id, unit_id, 'completed', check_in, check_out, currency, 'inside_airbnb',
           imported_at, imported_at
    FROM stay_input WHERE NOT is_taken
), new_claim AS (
    INSERT INTO claim (id, tenant_id, unit_id, during, state, booking_id)
    SELECT gen_random_uuid(), tenant_id, unit_id, during, 'booked', id FROM stay_input WHERE NOT is_taken
), audit AS (
    INSERT INTO audit_entry (tenant_id, user_id, action, entity, entity_id, detail)
    SELECT (doc->>'tenant_id')::uuid, NULL, 'tenant.import', 'tenant', (doc->>'tenant_id')::uuid,
           jsonb_build_object('listings', jsonb_array_length(doc->'listings'),
                              'stays', (SELECT count(*) FROM stay_input WHERE NOT is_taken))
    FROM input
)
SELECT count(*) FILTER (WHERE NOT is_taken), coalesce(json_agg(id) FILTER (WHERE is_taken), '[]') FROM stay_input
