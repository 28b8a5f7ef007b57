-- The rows of schema version 2 as they go over the wire: see 0007_sync_rows.sql.
DROP VIEW wire_listing, wire_unit, wire_booking;

CREATE VIEW wire_listing WITH (security_invoker = true) AS
SELECT tenant_id, id, version,
       json_build_array(id, kind, title, summary, status, time_zone, currency, base_price_minor, min_nights, max_nights,
                        to_char(check_in_time, 'HH24:MI'), to_char(check_out_time, 'HH24:MI'), preparation_days,
                        max_guests, instant_book, hold_pending, city, neighbourhood, country, latitude, longitude,
                        room_type, source, source_id, pricing, cancellation_policy, service, rating_count, rating_mean,
                        language, amenities, version) AS cells
FROM listing;

-- Homes alone: nobody's replica needs a row for each seat of each session.
CREATE VIEW wire_unit WITH (security_invoker = true) AS
SELECT tenant_id, id, version, json_build_array(id, listing_id, name, position, kind, version) AS cells
FROM unit WHERE kind = 'home';

-- unit_id is that of a home: what else was booked is in items.
CREATE VIEW wire_booking WITH (security_invoker = true) AS
SELECT tenant_id, id, version,
       json_build_array(id, code, listing_id, CASE WHEN kind = 'stay' THEN unit_id END, contact_id, status, check_in,
                        check_out, guests, total_minor, currency, source, message, roost_wire_time(requested_at),
                        roost_wire_time(expires_at), roost_wire_time(decided_at), revision, kind,
                        roost_wire_time(starts_at), roost_wire_time(ends_at), time_zone, pets, items, quote, policy,
                        refund, ended_by, version) AS cells
FROM booking;

CREATE VIEW wire_experience_session WITH (security_invoker = true) AS
SELECT tenant_id, id, version,
       json_build_array(id, listing_id, series_id, roost_wire_time(starts_at), roost_wire_time(ends_at), time_zone, status,
                        (SELECT count(*) FROM unit WHERE unit.session_id = experience_session.id), version) AS cells
FROM experience_session;

CREATE VIEW wire_day_rate WITH (security_invoker = true) AS
SELECT tenant_id, id, version,
       json_build_array(id, listing_id, date, price_minor, min_nights, closed_to_arrival, closed_to_departure,
                        version) AS cells
FROM day_rate;

GRANT SELECT ON wire_listing, wire_unit, wire_booking, wire_experience_session, wire_day_rate TO roost_app;

-- What a snapshot of a table will bring.
CREATE OR REPLACE FUNCTION roost_row_total(table_name text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    total bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM %I WHERE tenant_id = roost_tenant()', 'wire_' || table_name) INTO total;
    RETURN total;
END $$;
