-- Scopes of users beside those of tenants (docs/sync.md, docs/database.md "Users' scopes"): what a guest sees of their
-- bookings and what a member of staff sees of what they do, as rows of their own.

-- Who gives the appointments: the account of a member of the tenant. Who leaves the tenant leaves the row.
ALTER TABLE staff_member
    ADD COLUMN user_id uuid,
    ADD FOREIGN KEY (tenant_id, user_id) REFERENCES member (tenant_id, user_id) ON DELETE SET NULL (user_id);
CREATE INDEX ON staff_member (tenant_id, user_id) WHERE user_id IS NOT NULL;

-- Which tenant's transaction advanced a user's scope last, and to which version that tenant came: how live connections
-- are told of it after the commit.
ALTER TABLE sync_scope ADD COLUMN moved_by uuid, ADD COLUMN moved_at bigint;
CREATE INDEX ON sync_scope (moved_by, moved_at) WHERE moved_by IS NOT NULL;

-- A booking as its guest sees it; id is the booking's. host is the tenant. Names and places are kept as they are now while
-- the booking is pending or confirmed, and as they were then once it is over.
CREATE TABLE trip (
    id             uuid PRIMARY KEY,
    user_id        uuid NOT NULL REFERENCES user_account ON DELETE CASCADE,
    code           text NOT NULL,
    host_id        uuid NOT NULL,
    host_name      text NOT NULL,
    listing_id     uuid NOT NULL,
    title          text NOT NULL,
    city           text NOT NULL,
    neighbourhood  text NOT NULL,
    country        text NOT NULL,
    -- Where exactly, only for whom it is confirmed.
    latitude       double precision,
    longitude      double precision,
    kind           text NOT NULL,
    status         text NOT NULL,
    check_in       date NOT NULL,
    check_out      date NOT NULL,
    check_in_time  time NOT NULL,
    check_out_time time NOT NULL,
    starts_at      timestamptz,
    ends_at        timestamptz,
    time_zone      text NOT NULL,
    guests         integer NOT NULL,
    pets           integer NOT NULL,
    items          jsonb NOT NULL,
    total_minor    bigint,
    currency       text NOT NULL,
    quote          jsonb,
    policy         jsonb,
    refund         jsonb,
    ended_by       text,
    message        text NOT NULL,
    requested_at   timestamptz NOT NULL,
    expires_at     timestamptz,
    decided_at     timestamptz,
    revision       integer NOT NULL,
    version        bigint NOT NULL
);
CREATE INDEX ON trip (user_id, version, id);
CREATE INDEX ON trip (host_id, listing_id) WHERE status IN ('pending', 'confirmed');

-- What a member of staff does and when: no prices, and of the guest no more than the work needs. source_id is the booking
-- of an appointment.
CREATE TABLE assignment (
    id            uuid PRIMARY KEY,
    user_id       uuid NOT NULL REFERENCES user_account ON DELETE CASCADE,
    source_id     uuid NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('appointment', 'task')),
    staff_id      uuid,
    contact_id    uuid,
    host_id       uuid NOT NULL,
    host_name     text NOT NULL,
    listing_id    uuid,
    code          text NOT NULL,
    title         text NOT NULL,
    status        text NOT NULL,
    starts_at     timestamptz,
    ends_at       timestamptz,
    time_zone     text NOT NULL,
    city          text NOT NULL,
    neighbourhood text NOT NULL,
    guests        integer NOT NULL,
    guest_name    text NOT NULL,
    guest_phone   text NOT NULL,
    note          text NOT NULL,
    revision      integer NOT NULL,
    version       bigint NOT NULL
);
CREATE INDEX ON assignment (user_id, version, id);
CREATE INDEX ON assignment (source_id);
CREATE INDEX ON assignment (staff_id) WHERE staff_id IS NOT NULL;
CREATE INDEX ON assignment (contact_id) WHERE status IN ('pending', 'confirmed');
CREATE INDEX ON assignment (host_id, listing_id) WHERE status IN ('pending', 'confirmed');

CREATE TABLE user_tombstone (
    user_id    uuid NOT NULL REFERENCES user_account ON DELETE CASCADE,
    version    bigint NOT NULL,
    table_name text NOT NULL,
    row_id     uuid NOT NULL,
    PRIMARY KEY (user_id, version, table_name, row_id)
);

-- Row security of what belongs to one user: they alone read it, and only the function below writes it.
CREATE FUNCTION roost_protect_user_table(table_name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY own_rows ON %s FOR SELECT TO roost_app USING (user_id = roost_user())', table_name);
    EXECUTE format('CREATE POLICY owner_rows ON %s TO roost_owner USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT ON %s TO roost_app', table_name);
END $$;
REVOKE ALL ON FUNCTION roost_protect_user_table(regclass) FROM PUBLIC;
SELECT roost_protect_user_table('trip'), roost_protect_user_table('assignment'),
       roost_protect_user_table('user_tombstone');

-- What the rows have to be, in the tables' columns and order but for the version.
CREATE VIEW trip_now WITH (security_invoker = true) AS
SELECT booking.id, booking.guest_user_id AS user_id, booking.code, booking.tenant_id AS host_id, tenant.name AS host_name,
       booking.listing_id, listing.title, listing.city, listing.neighbourhood, listing.country,
       CASE WHEN booking.status = 'confirmed' THEN listing.latitude END AS latitude,
       CASE WHEN booking.status = 'confirmed' THEN listing.longitude END AS longitude,
       booking.kind, booking.status, booking.check_in, booking.check_out, listing.check_in_time, listing.check_out_time,
       booking.starts_at, booking.ends_at, coalesce(booking.time_zone, listing.time_zone) AS time_zone, booking.guests,
       booking.pets, booking.items, booking.total_minor, booking.currency, booking.quote, booking.policy, booking.refund,
       booking.ended_by, booking.message, booking.requested_at, booking.expires_at, booking.decided_at, booking.revision
FROM booking
    JOIN listing ON listing.id = booking.listing_id
    JOIN tenant ON tenant.id = booking.tenant_id
WHERE booking.guest_user_id IS NOT NULL;

-- A request that came to nothing is nobody's work. The id says which booking it is and for whom of the staff.
CREATE VIEW assignment_now WITH (security_invoker = true) AS
SELECT md5(booking.id::text || staff_member.id::text)::uuid AS id, staff_member.user_id, booking.id AS source_id,
       'appointment' AS kind, staff_member.id AS staff_id, booking.contact_id, booking.tenant_id AS host_id,
       tenant.name AS host_name, booking.listing_id, booking.code, listing.title, booking.status, booking.starts_at,
       booking.ends_at, coalesce(booking.time_zone, listing.time_zone) AS time_zone, listing.city, listing.neighbourhood,
       booking.guests, coalesce(split_part(contact.name, ' ', 1), '') AS guest_name,
       CASE WHEN booking.status = 'confirmed' THEN coalesce(contact.phone, '') ELSE '' END AS guest_phone,
       '' AS note, booking.revision
FROM booking
    JOIN listing ON listing.id = booking.listing_id
    JOIN tenant ON tenant.id = booking.tenant_id
    LEFT JOIN contact ON contact.id = booking.contact_id
    JOIN LATERAL (SELECT DISTINCT (item->>'unit_id')::uuid AS staff_id FROM jsonb_array_elements(booking.items) AS item
                  WHERE item->>'role' = 'staff') AS giver ON true
    JOIN staff_member ON staff_member.id = giver.staff_id AND staff_member.user_id IS NOT NULL
WHERE booking.kind = 'service' AND booking.status IN ('pending', 'confirmed', 'completed', 'cancelled', 'no_show');

-- Whose names or places changed in a transaction is looked for only if there are any: this marks it.
CREATE FUNCTION roost_note_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('roost.names_changed', 'yes', true);
    RETURN NULL;
END $$;

-- The bookings whose rows show names, places or people that the tenant's transaction changed (the one that came to
-- at_version).
CREATE FUNCTION roost_bookings_that_name(of_tenant uuid, at_version bigint) RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(array_agg(source.id), '{}') FROM (
        SELECT trip.id FROM listing
            JOIN trip ON trip.host_id = of_tenant AND trip.listing_id = listing.id AND trip.status IN ('pending', 'confirmed')
        WHERE listing.tenant_id = of_tenant AND listing.version = at_version
        UNION
        SELECT trip.id FROM tenant
            JOIN trip ON trip.host_id = of_tenant AND trip.status IN ('pending', 'confirmed')
        WHERE tenant.id = of_tenant AND tenant.version = at_version
        UNION
        SELECT assignment.source_id FROM listing
            JOIN assignment ON assignment.host_id = of_tenant AND assignment.listing_id = listing.id
                AND assignment.status IN ('pending', 'confirmed')
        WHERE listing.tenant_id = of_tenant AND listing.version = at_version
        UNION
        SELECT assignment.source_id FROM tenant
            JOIN assignment ON assignment.host_id = of_tenant AND assignment.status IN ('pending', 'confirmed')
        WHERE tenant.id = of_tenant AND tenant.version = at_version
        UNION
        SELECT assignment.source_id FROM contact
            JOIN assignment ON assignment.contact_id = contact.id AND assignment.status IN ('pending', 'confirmed')
        WHERE contact.tenant_id = of_tenant AND contact.version = at_version
        UNION
        SELECT assignment.source_id FROM staff_member
            JOIN assignment ON assignment.staff_id = staff_member.id
        WHERE staff_member.tenant_id = of_tenant AND staff_member.version = at_version
        UNION
        -- Whoever was given an account has all their appointments, the past ones too.
        SELECT booking.id FROM staff_member
            JOIN booking ON booking.tenant_id = of_tenant AND booking.kind = 'service'
                AND booking.items @> jsonb_build_array(jsonb_build_object('unit_id', staff_member.id::text))
        WHERE staff_member.tenant_id = of_tenant AND staff_member.version = at_version AND staff_member.user_id IS NOT NULL
    ) AS source);
END $$;
REVOKE ALL ON FUNCTION roost_bookings_that_name(uuid, bigint) FROM PUBLIC;

-- Brings the rows of users in line with what this transaction did to bookings and what they show, once, at its commit; so
-- the users' scopes are locked behind the tenant's, in the order of their ids, with nothing locked after them: transactions
-- of whichever tenants can't deadlock over them. With the owner's rights, because the rows are others'. Its plans are made
-- once a connection: to plan anew each time would cost many times what the statements do.
CREATE FUNCTION roost_write_user_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public SET plan_cache_mode = force_generic_plan
    AS $$
DECLARE
    of_tenant uuid := coalesce(NEW.tenant_id, OLD.tenant_id);
    at_version bigint := nullif(current_setting('roost.version', true), '')::bigint;
    work text := of_tenant || '/' || at_version;
    touched uuid[];
    may_be_work boolean;
    readers uuid[];
    reader uuid;
BEGIN
    -- Deferred to the commit, the first one of a transaction sees all that it wrote.
    IF current_setting('roost.user_rows', true) = work THEN
        RETURN NULL;
    END IF;
    PERFORM set_config('roost.user_rows', work, true);
    SELECT coalesce(array_agg(written.id), '{}'), coalesce(bool_or(written.may_be_work), false)
        INTO touched, may_be_work
        FROM (SELECT id, kind = 'service' AS may_be_work FROM booking
              WHERE tenant_id = of_tenant AND version = at_version
              UNION ALL
              SELECT row_id, true FROM sync_tombstone
              WHERE tenant_id = of_tenant AND version = at_version AND table_name = 'booking') AS written;
    IF current_setting('roost.names_changed', true) = 'yes' THEN
        touched := touched || roost_bookings_that_name(of_tenant, at_version);
        may_be_work := true;
    END IF;
    SELECT array_agg(user_id) INTO readers
        FROM (SELECT user_id FROM trip WHERE id = ANY (touched)
              UNION ALL SELECT guest_user_id FROM booking WHERE id = ANY (touched) AND guest_user_id IS NOT NULL) AS guest;
    IF may_be_work THEN
        SELECT readers || array_agg(user_id) INTO readers
            FROM (SELECT user_id FROM assignment WHERE source_id = ANY (touched)
                  UNION ALL SELECT user_id FROM assignment_now WHERE source_id = ANY (touched)) AS staff;
    END IF;
    FOR reader IN SELECT DISTINCT user_id FROM unnest(readers) AS user_id ORDER BY user_id LOOP
        INSERT INTO sync_scope (scope, user_id, version, moved_by, moved_at)
            VALUES ('u:' || reader, reader, 1, of_tenant, at_version)
            ON CONFLICT (scope) DO UPDATE SET version = sync_scope.version + 1, moved_by = excluded.moved_by,
                                              moved_at = excluded.moved_at;
    END LOOP;

    WITH gone AS (DELETE FROM trip WHERE id = ANY (touched) RETURNING id, user_id)
    INSERT INTO user_tombstone (user_id, version, table_name, row_id)
        SELECT gone.user_id, sync_scope.version, 'trip', gone.id
        FROM gone JOIN sync_scope ON sync_scope.scope = 'u:' || gone.user_id
        WHERE NOT EXISTS (SELECT FROM booking WHERE booking.id = gone.id AND booking.guest_user_id = gone.user_id);
    INSERT INTO trip
        SELECT trip_now.*, sync_scope.version
        FROM trip_now JOIN sync_scope ON sync_scope.scope = 'u:' || trip_now.user_id
        WHERE trip_now.id = ANY (touched);

    IF may_be_work THEN
        WITH gone AS (DELETE FROM assignment WHERE source_id = ANY (touched) RETURNING id, user_id, source_id)
        INSERT INTO user_tombstone (user_id, version, table_name, row_id)
            SELECT gone.user_id, sync_scope.version, 'assignment', gone.id
            FROM gone JOIN sync_scope ON sync_scope.scope = 'u:' || gone.user_id
            WHERE NOT EXISTS (SELECT FROM assignment_now AS now
                              WHERE now.source_id = gone.source_id AND now.id = gone.id AND now.user_id = gone.user_id);
        INSERT INTO assignment
            SELECT assignment_now.*, sync_scope.version
            FROM assignment_now JOIN sync_scope ON sync_scope.scope = 'u:' || assignment_now.user_id
            WHERE assignment_now.source_id = ANY (touched);
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION roost_write_user_rows() FROM PUBLIC;

CREATE CONSTRAINT TRIGGER user_rows_of_new AFTER INSERT ON booking DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.guest_user_id IS NOT NULL OR NEW.kind = 'service') EXECUTE FUNCTION roost_write_user_rows();
CREATE CONSTRAINT TRIGGER user_rows_of_changed AFTER UPDATE ON booking DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.guest_user_id IS NOT NULL OR NEW.guest_user_id IS NOT NULL OR NEW.kind = 'service')
    EXECUTE FUNCTION roost_write_user_rows();
CREATE CONSTRAINT TRIGGER user_rows_of_removed AFTER DELETE ON booking DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.guest_user_id IS NOT NULL OR OLD.kind = 'service') EXECUTE FUNCTION roost_write_user_rows();
CREATE TRIGGER note_user_rows_of_names AFTER UPDATE ON listing
    FOR EACH ROW WHEN ((OLD.title, OLD.city, OLD.neighbourhood, OLD.country, OLD.latitude, OLD.longitude, OLD.time_zone,
                        OLD.check_in_time, OLD.check_out_time)
                       IS DISTINCT FROM
                       (NEW.title, NEW.city, NEW.neighbourhood, NEW.country, NEW.latitude, NEW.longitude, NEW.time_zone,
                        NEW.check_in_time, NEW.check_out_time))
    EXECUTE FUNCTION roost_note_names();
CREATE CONSTRAINT TRIGGER user_rows_of_names AFTER UPDATE ON listing DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN ((OLD.title, OLD.city, OLD.neighbourhood, OLD.country, OLD.latitude, OLD.longitude, OLD.time_zone,
                        OLD.check_in_time, OLD.check_out_time)
                       IS DISTINCT FROM
                       (NEW.title, NEW.city, NEW.neighbourhood, NEW.country, NEW.latitude, NEW.longitude, NEW.time_zone,
                        NEW.check_in_time, NEW.check_out_time))
    EXECUTE FUNCTION roost_write_user_rows();
CREATE TRIGGER note_user_rows_of_names AFTER UPDATE ON tenant
    FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION roost_note_names();
CREATE CONSTRAINT TRIGGER user_rows_of_names AFTER UPDATE ON tenant DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION roost_write_user_rows();
CREATE TRIGGER note_user_rows_of_names AFTER UPDATE ON contact
    FOR EACH ROW WHEN ((OLD.name, OLD.phone) <> (NEW.name, NEW.phone)) EXECUTE FUNCTION roost_note_names();
CREATE CONSTRAINT TRIGGER user_rows_of_names AFTER UPDATE ON contact DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN ((OLD.name, OLD.phone) <> (NEW.name, NEW.phone)) EXECUTE FUNCTION roost_write_user_rows();
CREATE TRIGGER note_user_rows_of_new AFTER INSERT ON staff_member
    FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION roost_note_names();
CREATE CONSTRAINT TRIGGER user_rows_of_new AFTER INSERT ON staff_member DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION roost_write_user_rows();
CREATE TRIGGER note_user_rows_of_changed AFTER UPDATE ON staff_member
    FOR EACH ROW WHEN (OLD.user_id IS DISTINCT FROM NEW.user_id) EXECUTE FUNCTION roost_note_names();
CREATE CONSTRAINT TRIGGER user_rows_of_changed AFTER UPDATE ON staff_member DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.user_id IS DISTINCT FROM NEW.user_id) EXECUTE FUNCTION roost_write_user_rows();

-- The users' scopes that transactions of tenants moved: [{"tenant", "from", "to"}], versions of the tenant, both included.
-- Where another tenant has moved one since, that tenant's news tell of it.
CREATE FUNCTION roost_moved_users(news jsonb) RETURNS TABLE (scope text, version bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT sync_scope.scope, sync_scope.version
    FROM jsonb_to_recordset(news) AS one (tenant uuid, "from" bigint, "to" bigint)
        JOIN sync_scope ON sync_scope.moved_by = one.tenant AND sync_scope.moved_at BETWEEN one."from" AND one."to"
    $$;
REVOKE ALL ON FUNCTION roost_moved_users(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_moved_users(jsonb) TO roost_app;

-- As they go over the wire: see 0007_sync_rows.sql.
CREATE VIEW wire_trip WITH (security_invoker = true) AS
SELECT user_id, id, version,
       json_build_array(id, code, host_id, host_name, listing_id, title, city, neighbourhood, country, latitude, longitude,
                        kind, status, check_in, check_out, to_char(check_in_time, 'HH24:MI'),
                        to_char(check_out_time, 'HH24:MI'), roost_wire_time(starts_at), roost_wire_time(ends_at), time_zone,
                        guests, pets, items, total_minor, currency, quote, policy, refund, ended_by, message,
                        roost_wire_time(requested_at), roost_wire_time(expires_at), roost_wire_time(decided_at), revision,
                        version) AS cells
FROM trip;

CREATE VIEW wire_assignment WITH (security_invoker = true) AS
SELECT user_id, id, version,
       json_build_array(id, source_id, kind, staff_id, host_id, host_name, code, title, status, roost_wire_time(starts_at),
                        roost_wire_time(ends_at), time_zone, city, neighbourhood, guests, guest_name, guest_phone, note,
                        revision, version) AS cells
FROM assignment;

GRANT SELECT ON wire_trip, wire_assignment TO roost_app;

-- As roost_changed_rows and roost_row_total, of the transaction's user.
CREATE FUNCTION roost_changed_user_rows(table_name text, from_version bigint, after_version bigint, after_id uuid,
                                        most integer)
    RETURNS TABLE (row_count bigint, last_version bigint, last_id uuid, rows text) LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'WITH page AS (SELECT id, version, cells FROM %I
                       WHERE user_id = roost_user() AND version > $1 AND (version, id) > ($2, $3)
                       ORDER BY version, id LIMIT $4),
              last AS (SELECT version, id FROM page ORDER BY version DESC, id DESC LIMIT 1)
         SELECT (SELECT count(*) FROM page), (SELECT version FROM last), (SELECT id FROM last),
                (SELECT ''['' || string_agg(cells::text, '','' ORDER BY version, id) || '']'' FROM page)',
        'wire_' || table_name) USING from_version, after_version, after_id, most;
END $$;
CREATE FUNCTION roost_user_row_total(table_name text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    total bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM %I WHERE user_id = roost_user()', 'wire_' || table_name) INTO total;
    RETURN total;
END $$;

-- The bookings that there are.
INSERT INTO sync_scope (scope, user_id, version)
    SELECT DISTINCT 'u:' || guest_user_id, guest_user_id, 1 FROM booking WHERE guest_user_id IS NOT NULL;
INSERT INTO trip
    SELECT trip_now.*, 1 FROM trip_now;
