-- The rows of protocol version 1 as they go over the wire: one view a table, with the columns of
-- src/sync/protocol/SyncTables.cpp in their order, as one JSON array a row. security_invoker keeps row security in force.
CREATE VIEW wire_tenant WITH (security_invoker = true) AS
SELECT tenant_id, id, version, json_build_array(id, name, currency, time_zone, locale, version) AS cells FROM tenant;

CREATE VIEW wire_member WITH (security_invoker = true) AS
SELECT tenant_id, id, version, json_build_array(id, user_id, role, version) AS cells FROM member;

CREATE VIEW wire_listing WITH (security_invoker = true) AS
SELECT tenant_id, id, version,
       json_build_array(id, kind, title, summary, status, time_zone, currency, base_price_minor, min_nights, max_nights,
                        to_char(check_in_time, 'HH24:MI'), to_char(check_out_time, 'HH24:MI'), preparation_days,
                        max_guests, instant_book, hold_pending, city, neighbourhood, country, latitude, longitude,
                        room_type, source, source_id, version) AS cells
FROM listing;

CREATE VIEW wire_unit WITH (security_invoker = true) AS
SELECT tenant_id, id, version, json_build_array(id, listing_id, name, position, version) AS cells FROM unit;

CREATE VIEW wire_contact WITH (security_invoker = true) AS
SELECT tenant_id, id, version, json_build_array(id, name, email, phone, notes, version) AS cells FROM contact;

CREATE FUNCTION roost_wire_time(moment timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

CREATE VIEW wire_booking WITH (security_invoker = true) AS
SELECT tenant_id, id, version,
       json_build_array(id, code, listing_id, unit_id, contact_id, status, check_in, check_out, guests, total_minor,
                        currency, source, message, roost_wire_time(requested_at), roost_wire_time(expires_at),
                        roost_wire_time(decided_at), revision, version) AS cells
FROM booking;

CREATE VIEW wire_block WITH (security_invoker = true) AS
SELECT tenant_id, id, version,
       json_build_array(id, listing_id, unit_id, from_date, to_date, note, source, version) AS cells
FROM block;

CREATE VIEW wire_review WITH (security_invoker = true) AS
SELECT tenant_id, id, version,
       json_build_array(id, listing_id, booking_id, author, rating, comment, reply, reviewed_on, version) AS cells
FROM review;

CREATE VIEW wire_payout WITH (security_invoker = true) AS
SELECT tenant_id, id, version,
       json_build_array(id, amount_minor, currency, status, period_from, period_to, paid_on, reference, version) AS cells
FROM payout;

GRANT SELECT ON wire_tenant, wire_member, wire_listing, wire_unit, wire_contact, wire_booking, wire_block, wire_review,
                wire_payout TO roost_app;

-- A page of one table's rows of the transaction's tenant, changed after from_version, in (version, id) order, starting
-- behind the key (after_version, after_id). rows is a JSON array of arrays. table_name is one of the program's own.
CREATE FUNCTION roost_changed_rows(table_name text, from_version bigint, after_version bigint, after_id uuid, most integer)
    RETURNS TABLE (row_count bigint, last_version bigint, last_id uuid, rows text) LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'WITH page AS (SELECT id, version, cells FROM %I
                       WHERE tenant_id = roost_tenant() AND version > $1 AND (version, id) > ($2, $3)
                       ORDER BY version, id LIMIT $4),
              last AS (SELECT version, id FROM page ORDER BY version DESC, id DESC LIMIT 1)
         SELECT (SELECT count(*) FROM page), (SELECT version FROM last), (SELECT id FROM last),
                (SELECT ''['' || string_agg(cells::text, '','' ORDER BY version, id) || '']'' FROM page)',
        'wire_' || table_name) USING from_version, after_version, after_id, most;
END $$;

CREATE FUNCTION roost_row_total(table_name text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    total bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM %I WHERE tenant_id = roost_tenant()', table_name) INTO total;
    RETURN total;
END $$;

-- Version and floor of the scope of one of the user's own tenants, before a tenant has been chosen for the transaction.
CREATE FUNCTION roost_scope_state(wanted_tenant uuid) RETURNS TABLE (version bigint, floor bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT sync_scope.version, sync_scope.floor FROM sync_scope
    WHERE sync_scope.scope = 't:' || wanted_tenant
      AND EXISTS (SELECT 1 FROM member WHERE member.tenant_id = wanted_tenant AND member.user_id = roost_user())
    $$;
REVOKE ALL ON FUNCTION roost_scope_state(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_scope_state(uuid) TO roost_app;
