-- Units of every kind, their links, and holds (docs/reservations.md).

-- home: of a stay's listing; seat: of one session of an experience; staff and resource: of the tenant, for its services.
ALTER TABLE unit
    ADD COLUMN kind text NOT NULL DEFAULT 'home' CHECK (kind IN ('home', 'seat', 'staff', 'resource')),
    ALTER COLUMN listing_id DROP NOT NULL,
    ADD CHECK ((kind IN ('home', 'seat')) = (listing_id IS NOT NULL));

-- Whoever takes the whole takes its parts; nobody can take the whole while a part is taken.
CREATE TABLE unit_link (
    tenant_id     uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    whole_unit_id uuid NOT NULL REFERENCES unit ON DELETE CASCADE,
    part_unit_id  uuid NOT NULL REFERENCES unit ON DELETE CASCADE,
    PRIMARY KEY (whole_unit_id, part_unit_id),
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

ALTER TABLE booking
    ADD COLUMN kind text NOT NULL DEFAULT 'stay' CHECK (kind IN ('stay', 'experience', 'service')),
    -- Sessions and slots are instants; check_in and check_out are then the local days around them.
    ADD COLUMN starts_at timestamptz,
    ADD COLUMN ends_at timestamptz,
    ADD COLUMN time_zone text,
    ADD COLUMN pets integer NOT NULL DEFAULT 0 CHECK (pets >= 0),
    -- [{"unit_id", "name", "role", "tier"?}]: what was booked, also after the claims have gone.
    ADD COLUMN items jsonb NOT NULL DEFAULT '[]',
    -- What the guest gets back, as computed from policy when it was cancelled.
    ADD COLUMN refund jsonb,
    ADD COLUMN ended_by text CHECK (ended_by IN ('guest', 'host', 'platform', 'system')),
    ADD CHECK ((kind = 'stay') = (starts_at IS NULL)),
    ADD CHECK ((starts_at IS NULL) = (ends_at IS NULL) AND starts_at < ends_at IS NOT FALSE);

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
    DELETE FROM claim USING unnest(wanted) AS one
        WHERE claim.unit_id = one.unit_id AND claim.during && one.during AND claim.state = 'held' AND claim.expires_at <= at;
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

-- As in 0004, and a unit is taken while one of its parts is: a row a range, in order and not overlapping.
CREATE OR REPLACE FUNCTION roost_calendar(wanted_listing uuid, wanted_tenant uuid, wanted tstzrange, at timestamptz)
    RETURNS TABLE (time_zone text, check_in_time text, check_out_time text, preparation_days integer,
                   unit_id uuid, taken_from timestamptz, taken_to timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    WITH RECURSIVE reach (unit_id, part_id) AS (
        SELECT unit.id, unit.id FROM unit WHERE unit.listing_id = wanted_listing
        UNION
        SELECT reach.unit_id, unit_link.part_unit_id
        FROM reach JOIN unit_link ON unit_link.whole_unit_id = reach.part_id
    ), busy AS (
        SELECT reach.unit_id, unnest(range_agg(claim.during)) AS during
        FROM reach JOIN claim ON claim.unit_id = reach.part_id AND claim.during && wanted
            AND (claim.expires_at IS NULL OR claim.expires_at > at)
        GROUP BY reach.unit_id
    )
    SELECT listing.time_zone, to_char(listing.check_in_time, 'HH24:MI'), to_char(listing.check_out_time, 'HH24:MI'),
           listing.preparation_days, unit.id, lower(busy.during), upper(busy.during)
    FROM listing
        LEFT JOIN unit ON unit.listing_id = listing.id AND unit.kind = 'home'
        LEFT JOIN busy ON busy.unit_id = unit.id
    WHERE listing.id = wanted_listing AND (listing.status = 'published' OR listing.tenant_id = wanted_tenant)
    ORDER BY unit.position, unit.id, lower(busy.during)
    $$;
