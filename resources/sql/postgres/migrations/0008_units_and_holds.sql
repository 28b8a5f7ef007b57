-- Units of every kind, their links, and holds (docs/reservations.md).

-- home: of a stay's listing; seat: of one session of an experience; staff and resource: of the tenant, for its services.
ALTER TABLE unit
    ADD COLUMN kind text NOT NULL DEFAULT 'home' CHECK (kind IN ('home', 'seat', 'staff', 'resource')),
    ALTER COLUMN listing_id DROP NOT NULL,
    ADD CHECK ((kind IN ('home', 'seat')) = (listing_id IS NOT NULL)),
    ADD UNIQUE (id, tenant_id);
-- A claim is its unit's tenant's, whatever the code around it does.
ALTER TABLE claim
    DROP CONSTRAINT claim_unit_id_fkey,
    ADD FOREIGN KEY (unit_id, tenant_id) REFERENCES unit (id, tenant_id) ON DELETE CASCADE;

-- Whoever takes the whole takes its parts; nobody can take the whole while a part is taken.
CREATE TABLE unit_link (
    tenant_id     uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    whole_unit_id uuid NOT NULL,
    part_unit_id  uuid NOT NULL,
    PRIMARY KEY (whole_unit_id, part_unit_id),
    FOREIGN KEY (whole_unit_id, tenant_id) REFERENCES unit (id, tenant_id) ON DELETE CASCADE,
    FOREIGN KEY (part_unit_id, tenant_id) REFERENCES unit (id, tenant_id) ON DELETE CASCADE,
    CHECK (whole_unit_id <> part_unit_id)
);
CREATE INDEX ON unit_link (part_unit_id);

-- Something kept for somebody for a short time. An ended one is kept some days, so that its token can be answered truly.
CREATE TABLE hold (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    listing_id  uuid NOT NULL REFERENCES listing ON DELETE CASCADE,
    -- 'user:<id>' or 'app:<partner app>:<its reference>'
    holder      text NOT NULL CHECK (length(holder) BETWEEN 1 AND 300),
    user_id     uuid REFERENCES user_account ON DELETE CASCADE,
    token_hash  bytea NOT NULL,
    wish        jsonb NOT NULL,
    -- What a booking is made of when it is confirmed: kind, dates or instants with their zone, guests, pets.
    plan        jsonb NOT NULL,
    items       jsonb NOT NULL DEFAULT '[]',
    quote       jsonb NOT NULL,
    policy      jsonb NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL,
    extended_at timestamptz,
    ended_at    timestamptz,
    end_reason  text CHECK (end_reason IN ('confirmed', 'released', 'renewed', 'expired')),
    booking_id  uuid REFERENCES booking ON DELETE CASCADE,
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX ON hold (tenant_id, holder) WHERE ended_at IS NULL;
CREATE INDEX ON hold (expires_at) WHERE ended_at IS NULL;
CREATE INDEX ON hold (ended_at) WHERE ended_at IS NOT NULL;

ALTER TABLE claim
    DROP COLUMN token_hash,
    ADD COLUMN hold_id uuid REFERENCES hold ON DELETE CASCADE,
    -- unit: what was asked for; part: taken with the unit that it is a part of; staff, resource: what a slot needs
    ADD COLUMN role text NOT NULL DEFAULT 'unit' CHECK (role IN ('unit', 'part', 'staff', 'resource')),
    ADD CHECK ((state = 'held') = (expires_at IS NOT NULL)),
    ADD CHECK (num_nonnulls(booking_id, block_id, hold_id) = 1);
CREATE INDEX ON claim (hold_id) WHERE hold_id IS NOT NULL;
-- Claims are found by their unit or by whom they are for. This one tempted the planner, which can't know how much a tenant
-- has, into reading all of a big one's.
DROP INDEX claim_tenant_id_idx;

ALTER TABLE booking
    ADD COLUMN kind text NOT NULL DEFAULT 'stay' CHECK (kind IN ('stay', 'experience', 'service')),
    -- Sessions and slots are instants; check_in and check_out are then the local days around them.
    ADD COLUMN starts_at timestamptz,
    ADD COLUMN ends_at timestamptz,
    ADD COLUMN time_zone text,
    ADD COLUMN pets integer NOT NULL DEFAULT 0 CHECK (pets >= 0),
    -- [{"unit_id", "name", "role", "tier"?}]: what was booked, also after the claims have gone.
    ADD COLUMN items jsonb NOT NULL DEFAULT '[]',
    -- What was asked for, as it came.
    ADD COLUMN wish jsonb,
    -- What the guest gets back, as computed from policy when it was cancelled.
    ADD COLUMN refund jsonb,
    ADD COLUMN ended_by text CHECK (ended_by IN ('guest', 'host', 'platform', 'system')),
    ADD CHECK ((kind = 'stay') = (starts_at IS NULL)),
    ADD CHECK ((starts_at IS NULL) = (ends_at IS NULL) AND starts_at < ends_at IS NOT FALSE);

CREATE INDEX ON booking (tenant_id) WHERE status = 'pending';

GRANT SELECT, INSERT, UPDATE, DELETE ON unit_link, hold TO roost_app;
SELECT roost_protect('unit_link'), roost_protect('hold');
-- A guest sees their own holds, whichever tenant they are with.
CREATE POLICY own_holds ON hold FOR SELECT TO roost_app USING (user_id = roost_user());

-- The two ways to begin what meets the tenant's other writers, a round trip each: advance the scope (the new version is
-- returned), or lock it without advancing, for what changes nothing that replicas follow.
CREATE FUNCTION roost_begin_write(for_tenant text, for_user text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('roost.tenant', for_tenant, true), set_config('roost.user', for_user, true);
    RETURN roost_advance_scope();
END $$;
CREATE FUNCTION roost_begin_hold(for_tenant text, for_user text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('roost.tenant', for_tenant, true), set_config('roost.user', for_user, true);
    PERFORM FROM sync_scope WHERE scope = 't:' || for_tenant FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        INSERT INTO sync_scope (scope, tenant_id) VALUES ('t:' || for_tenant, for_tenant::uuid);
    END IF;
END $$;

-- Takes units over ranges, and with each unit all its parts, for one booking, block or hold of the transaction's tenant;
-- all or none. Expired holds make room first. asked: [{"unit_id", "from", "to", "role"}]. Not taken: nothing is changed;
-- blockers are the units in the way, and hold_ends_at is set when all that stands there are holds: when the last one ends.
-- The transaction goes on either way.
CREATE FUNCTION roost_take_claims(asked jsonb, new_state text, for_booking uuid, for_block uuid, for_hold uuid,
                                  hold_until timestamptz, at timestamptz,
                                  OUT taken boolean, OUT blockers uuid[], OUT hold_ends_at timestamptz)
    LANGUAGE plpgsql AS $$
DECLARE
    wanted claim[];
    outdone uuid[];
    inserted integer;
BEGIN
    WITH RECURSIVE reach AS (
        SELECT unit_id, tstzrange("from", "to") AS during, role
        FROM jsonb_to_recordset(asked) AS one (unit_id uuid, "from" timestamptz, "to" timestamptz, role text)
        UNION
        SELECT unit_link.part_unit_id, reach.during, 'part'
        FROM reach JOIN unit_link ON unit_link.whole_unit_id = reach.unit_id
    ), once AS (
        SELECT DISTINCT ON (unit_id, during) unit_id, during, role FROM reach ORDER BY unit_id, during, role = 'part'
    )
    SELECT array_agg(ROW(gen_random_uuid(), roost_tenant(), unit_id, during, new_state, for_booking, for_block, hold_until,
                         at, for_hold, role)::claim ORDER BY unit_id, during)
        INTO wanted FROM once;
    -- A hold that has lost a claim is over, and a request that has lost one keeps none, also for a server whose clock is
    -- behind.
    WITH expired AS (
        DELETE FROM claim USING unnest(wanted) AS one
        WHERE claim.unit_id = one.unit_id AND claim.during && one.during AND claim.state = 'held' AND claim.expires_at <= at
        RETURNING claim.hold_id, claim.booking_id
    ), ended AS (
        UPDATE hold SET ended_at = at, end_reason = 'expired'
        WHERE id IN (SELECT hold_id FROM expired) AND ended_at IS NULL
    )
    SELECT array_agg(DISTINCT booking_id) INTO outdone FROM expired WHERE booking_id IS NOT NULL;
    IF outdone IS NOT NULL THEN
        DELETE FROM claim WHERE booking_id = ANY (outdone) AND state = 'held';
    END IF;
    INSERT INTO claim (id, tenant_id, unit_id, during, state, booking_id, block_id, expires_at, created_at, hold_id, role)
        SELECT id, tenant_id, unit_id, during, state, booking_id, block_id, expires_at, created_at, hold_id, role
        FROM unnest(wanted)
        ON CONFLICT ON CONSTRAINT claim_never_overlaps DO NOTHING;
    GET DIAGNOSTICS inserted = ROW_COUNT;
    taken := inserted = cardinality(wanted);
    IF NOT taken THEN
        DELETE FROM claim WHERE id IN (SELECT id FROM unnest(wanted));
        SELECT array_agg(DISTINCT claim.unit_id),
               CASE WHEN bool_and(claim.hold_id IS NOT NULL) THEN max(claim.expires_at) END
            INTO blockers, hold_ends_at
            FROM claim JOIN unnest(wanted) AS one ON claim.unit_id = one.unit_id AND claim.during && one.during;
    END IF;
END $$;

-- Makes a hold (as JSON with the columns' names, token_hash in hex) and takes its claims, or does neither; answers as
-- roost_take_claims, and not taken without blockers when the holder has that many live ones already. Locks the tenant's
-- scope, so that whoever plans first waits for other writers, and keeps them waiting, no longer than this and the commit.
CREATE FUNCTION roost_hold(new_hold jsonb, asked jsonb, most integer, at timestamptz,
                           OUT taken boolean, OUT blockers uuid[], OUT hold_ends_at timestamptz)
    LANGUAGE plpgsql AS $$
DECLARE
    hold_id uuid := new_hold->>'id';
BEGIN
    PERFORM FROM sync_scope WHERE scope = 't:' || roost_tenant() FOR NO KEY UPDATE;
    taken := most > (SELECT count(*) FROM hold WHERE tenant_id = roost_tenant() AND holder = new_hold->>'holder'
                                                 AND ended_at IS NULL AND expires_at > at);
    -- It was planned before the lock: the session may have been cancelled or moved meanwhile.
    IF new_hold->>'session_id' IS NOT NULL THEN
        taken := taken AND EXISTS (SELECT FROM experience_session
                                   WHERE id = (new_hold->>'session_id')::uuid AND status = 'scheduled'
                                     AND starts_at = (asked->0->>'from')::timestamptz
                                     AND ends_at = (asked->0->>'to')::timestamptz);
    END IF;
    IF NOT taken THEN
        RETURN;
    END IF;
    INSERT INTO hold (id, tenant_id, listing_id, session_id, holder, user_id, token_hash, wish, plan, items, quote, policy,
                      created_at, expires_at)
        SELECT id, roost_tenant(), listing_id, session_id, holder, user_id, decode(token_hash, 'hex'), wish, plan, items,
               quote, policy, at, expires_at
        FROM jsonb_to_record(new_hold)
            AS one (id uuid, listing_id uuid, session_id uuid, holder text, user_id uuid, token_hash text, wish jsonb, plan jsonb, items jsonb,
                    quote jsonb, policy jsonb, expires_at timestamptz);
    SELECT made.taken, made.blockers, made.hold_ends_at INTO taken, blockers, hold_ends_at
        FROM roost_take_claims(asked, 'held', NULL, NULL, hold_id, (new_hold->>'expires_at')::timestamptz, at) AS made;
    IF NOT taken THEN
        DELETE FROM hold WHERE id = hold_id;
    END IF;
END $$;

-- The contact of a guest without an account: the one with this address, else a new one.
CREATE FUNCTION roost_named_contact(new_name text, new_email text, new_phone text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    known uuid;
BEGIN
    SELECT id INTO known FROM contact
        WHERE tenant_id = roost_tenant() AND new_email <> '' AND lower(email) = lower(new_email)
        ORDER BY created_at, id LIMIT 1;
    IF known IS NULL AND new_name <> '' THEN
        INSERT INTO contact (id, tenant_id, name, email, phone, version)
            VALUES (gen_random_uuid(), roost_tenant(), new_name, new_email, new_phone, 0) RETURNING id INTO known;
    END IF;
    RETURN known;
END $$;

-- Makes a booking (as JSON with the columns' names) with its claims and its audit entry, in one round trip; advances the
-- tenant's scope (to scope_version) if that wasn't done yet. from_hold:
-- the claims of this hold, which must be live and ends, become the booking's (if it takes any); else asked are taken, none if NULL.
-- may_have_rivals: there are requests that wait for an answer. code_is_used: another booking has the code, nothing is changed. Not taken: the transaction must not be committed.
CREATE FUNCTION roost_book(new_booking jsonb, asked jsonb, from_hold uuid, actor text, at timestamptz,
                           OUT code_is_used boolean, OUT taken boolean, OUT blockers uuid[], OUT hold_ends_at timestamptz,
                           OUT may_have_rivals boolean, OUT scope_version bigint)
    LANGUAGE plpgsql AS $$
DECLARE
    made record;
    new_state text;
BEGIN
    scope_version := roost_advance_scope();
    IF from_hold IS NOT NULL AND NOT EXISTS (SELECT FROM hold WHERE id = from_hold AND ended_at IS NULL AND expires_at > at) THEN
        code_is_used := false;
        taken := false;
        RETURN;
    END IF;
    SELECT * INTO made FROM jsonb_to_record(new_booking)
        AS one (id uuid, code text, listing_id uuid, session_id uuid, unit_id uuid, guest_user_id uuid,
                contact_id uuid, contact_name text,
                contact_email text, contact_phone text, status text, kind text, check_in date, check_out date, starts_at timestamptz,
                ends_at timestamptz, time_zone text, guests integer, pets integer, items jsonb, total_minor bigint,
                currency text, quote jsonb, policy jsonb, wish jsonb, source text, message text, expires_at timestamptz,
                takes_units boolean);
    INSERT INTO booking (id, tenant_id, code, listing_id, session_id, unit_id, contact_id, guest_user_id, status, kind, check_in,
                         check_out, starts_at, ends_at, time_zone, guests, pets, items, total_minor, currency, quote, policy,
                         wish, source, message, requested_at, expires_at, decided_at, updated_at, version)
        VALUES (made.id, roost_tenant(), made.code, made.listing_id, made.session_id, made.unit_id,
                CASE WHEN made.contact_id IS NOT NULL THEN made.contact_id
                     WHEN made.guest_user_id IS NOT NULL THEN roost_guest_contact(gen_random_uuid(), made.guest_user_id)
                     ELSE roost_named_contact(made.contact_name, made.contact_email, made.contact_phone) END,
                made.guest_user_id, made.status, made.kind, made.check_in, made.check_out, made.starts_at, made.ends_at,
                made.time_zone, made.guests, made.pets, made.items, made.total_minor, made.currency, made.quote, made.policy,
                made.wish, made.source, made.message, at, made.expires_at, CASE WHEN made.status = 'confirmed' THEN at END,
                at, 0)
        ON CONFLICT (code) DO NOTHING;
    code_is_used := NOT FOUND;
    IF code_is_used THEN
        RETURN;
    END IF;
    new_state := CASE WHEN made.status = 'confirmed' THEN 'booked' ELSE 'held' END;
    taken := true;
    IF from_hold IS NOT NULL AND made.takes_units THEN
        UPDATE claim SET state = new_state, booking_id = made.id, hold_id = NULL, expires_at = made.expires_at
            WHERE hold_id = from_hold;
        taken := FOUND;
    ELSIF from_hold IS NOT NULL THEN
        DELETE FROM claim WHERE hold_id = from_hold;
    ELSIF made.takes_units THEN
        SELECT done.taken, done.blockers, done.hold_ends_at INTO taken, blockers, hold_ends_at
            FROM roost_take_claims(asked, new_state, made.id, NULL, NULL, made.expires_at, at) AS done;
    END IF;
    UPDATE hold SET ended_at = at, end_reason = 'confirmed', booking_id = made.id WHERE id = from_hold;
    may_have_rivals := EXISTS (SELECT FROM booking WHERE tenant_id = roost_tenant() AND status = 'pending' AND id <> made.id);
    INSERT INTO audit_entry (tenant_id, at, user_id, action, entity, entity_id, to_state, detail)
        VALUES (roost_tenant(), at, roost_user(), 'booking.request', 'booking', made.id, made.status,
                jsonb_build_object('actor', actor));
END $$;

-- Gives a unit these parts, and whoever has taken the unit, or what it is a part of, has taken them too. outcome: 'linked';
-- 'cycle': a unit would be a part of itself; 'taken': somebody else has taken one of the parts meanwhile. Unless linked, the
-- transaction must not be committed. touched: [{"from", "to"}], where parts may have become free.
CREATE FUNCTION roost_link_units(whole uuid, parts uuid[], at timestamptz, OUT outcome text, OUT touched jsonb)
    LANGUAGE plpgsql AS $$
DECLARE
    wanted claim[];
    inserted integer;
BEGIN
    DELETE FROM unit_link WHERE whole_unit_id = whole;
    INSERT INTO unit_link (tenant_id, whole_unit_id, part_unit_id) SELECT roost_tenant(), whole, unnest(parts);
    IF EXISTS (WITH RECURSIVE reach (unit_id) AS (
                   SELECT part_unit_id FROM unit_link WHERE whole_unit_id = whole
                   UNION
                   SELECT unit_link.part_unit_id FROM reach JOIN unit_link ON unit_link.whole_unit_id = reach.unit_id
               )
               SELECT FROM reach WHERE unit_id = whole) THEN
        outcome := 'cycle';
        RETURN;
    END IF;
    -- All that whoever has taken the unit, or what it is a part of, has taken, with the parts that each of it now has.
    WITH RECURSIVE above (unit_id) AS (
        SELECT whole
        UNION
        SELECT unit_link.whole_unit_id FROM above JOIN unit_link ON unit_link.part_unit_id = above.unit_id
    ), claimant AS (
        SELECT DISTINCT claim.booking_id, claim.block_id, claim.hold_id FROM claim JOIN above ON above.unit_id = claim.unit_id
        WHERE claim.role <> 'part' AND upper(claim.during) > at AND (claim.expires_at IS NULL OR claim.expires_at > at)
    ), standing AS (
        SELECT claim.* FROM claim JOIN claimant
            ON claim.booking_id = claimant.booking_id OR claim.block_id = claimant.block_id OR claim.hold_id = claimant.hold_id
        WHERE claim.role <> 'part'
    ), reach (claim_id, unit_id) AS (
        SELECT standing.id, unit_link.part_unit_id
        FROM standing JOIN unit_link ON unit_link.whole_unit_id = standing.unit_id
        UNION
        SELECT reach.claim_id, unit_link.part_unit_id
        FROM reach JOIN unit_link ON unit_link.whole_unit_id = reach.unit_id
    ), gone AS (
        DELETE FROM claim USING standing
        WHERE claim.role = 'part' AND claim.during = standing.during
          AND (claim.booking_id = standing.booking_id OR claim.block_id = standing.block_id
               OR claim.hold_id = standing.hold_id)
        RETURNING claim.during
    )
    SELECT (SELECT array_agg(DISTINCT ROW(NULL, standing.tenant_id, reach.unit_id, standing.during, standing.state,
                                          standing.booking_id, standing.block_id, standing.expires_at, standing.created_at,
                                          standing.hold_id, 'part')::claim)
            FROM reach JOIN standing ON standing.id = reach.claim_id
            WHERE NOT EXISTS (SELECT FROM standing AS own
                              WHERE own.unit_id = reach.unit_id AND own.during = standing.during
                                AND (own.booking_id = standing.booking_id OR own.block_id = standing.block_id
                                     OR own.hold_id = standing.hold_id))),
           (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('from', roost_wire_time(lower(during)),
                                                                  'to', roost_wire_time(upper(during)))), '[]')
            FROM gone)
        INTO wanted, touched;
    INSERT INTO claim (id, tenant_id, unit_id, during, state, booking_id, block_id, expires_at, created_at, hold_id, role)
        SELECT gen_random_uuid(), tenant_id, unit_id, during, state, booking_id, block_id, expires_at, created_at, hold_id, role
        FROM unnest(wanted)
        ON CONFLICT ON CONSTRAINT claim_never_overlaps DO NOTHING;
    GET DIAGNOSTICS inserted = ROW_COUNT;
    outcome := CASE WHEN inserted = coalesce(cardinality(wanted), 0) THEN 'linked' ELSE 'taken' END;
END $$;

-- The one way to take something.
DROP FUNCTION roost_take(uuid, uuid, tstzrange, text, uuid, uuid, timestamptz, timestamptz);

-- As in 0004, for claims of holds and parts too.
CREATE OR REPLACE FUNCTION roost_move_claims(moves jsonb) RETURNS boolean LANGUAGE plpgsql
    AS $$
DECLARE
    moving claim[];
BEGIN
    SELECT array_agg(claim) INTO moving FROM claim
        JOIN jsonb_to_recordset(moves) AS move (id uuid) ON move.id = claim.id;
    DELETE FROM claim WHERE id IN (SELECT id FROM unnest(moving));
    INSERT INTO claim (id, tenant_id, unit_id, during, state, booking_id, block_id, expires_at, created_at, hold_id, role)
        SELECT moved.id, moved.tenant_id, moved.unit_id, tstzrange(move."from", move."to"), moved.state, moved.booking_id,
               moved.block_id, moved.expires_at, moved.created_at, moved.hold_id, moved.role
        FROM unnest(moving) AS moved
            JOIN jsonb_to_recordset(moves) AS move (id uuid, "from" timestamptz, "to" timestamptz) ON move.id = moved.id;
    RETURN true;
EXCEPTION WHEN exclusion_violation THEN
    RETURN false;
END $$;

-- The tenant of somebody's hold, so that it can be used in that tenant's transaction.
CREATE FUNCTION roost_tenant_of_hold(wanted_hold uuid, wanted_holder text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$ SELECT tenant_id FROM hold WHERE id = wanted_hold AND holder = wanted_holder $$;

-- Where expired holds have left something behind.
CREATE FUNCTION roost_tenants_with_expired_holds(at timestamptz) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT tenant_id FROM claim WHERE hold_id IS NOT NULL AND expires_at <= at
    UNION SELECT tenant_id FROM hold WHERE ended_at IS NULL AND expires_at <= at
    $$;

-- Holds that ended so long ago that nobody asks for them any more. How many there were.
CREATE FUNCTION roost_forget_holds(before timestamptz) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = public
    AS $$ WITH gone AS (DELETE FROM hold WHERE ended_at < before RETURNING id) SELECT count(*) FROM gone $$;
REVOKE ALL ON FUNCTION roost_tenant_of_hold(uuid, text), roost_tenants_with_expired_holds(timestamptz),
    roost_forget_holds(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_tenant_of_hold(uuid, text), roost_tenants_with_expired_holds(timestamptz),
    roost_forget_holds(timestamptz) TO roost_app;

-- A guest's own booking as they see it, without what is the host's alone; NULL: they have no such booking. One round trip,
-- whichever tenant it is with, hence with the owner's rights.
CREATE FUNCTION roost_guest_booking(wanted_booking uuid, guest uuid) RETURNS json
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT row_to_json(answer)
    FROM (SELECT booking.id, booking.code, booking.tenant_id, booking.listing_id, booking.status, booking.check_in,
                 booking.check_out, booking.guests,
                 CASE WHEN booking.total_minor IS NOT NULL
                      THEN json_build_object('amount_minor', booking.total_minor, 'currency', booking.currency) END AS total,
                 booking.kind, roost_wire_time(booking.starts_at) AS starts_at, roost_wire_time(booking.ends_at) AS ends_at,
                 booking.time_zone, booking.pets, booking.items, booking.policy, booking.refund, booking.ended_by,
                 booking.quote, booking.message, roost_wire_time(booking.requested_at) AS requested_at,
                 roost_wire_time(booking.expires_at) AS expires_at, roost_wire_time(booking.decided_at) AS decided_at,
                 booking.revision
          FROM booking WHERE booking.id = wanted_booking AND booking.guest_user_id = guest) AS answer
    $$;
REVOKE ALL ON FUNCTION roost_guest_booking(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_guest_booking(uuid, uuid) TO roost_app;
