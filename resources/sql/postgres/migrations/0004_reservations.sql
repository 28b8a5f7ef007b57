-- Bookings, blocks and the claims that make a double booking impossible.

-- A guest as one tenant knows them.
CREATE TABLE contact (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    user_id    uuid REFERENCES user_account ON DELETE SET NULL,
    name       text NOT NULL CHECK (length(name) <= 200),
    email      text NOT NULL DEFAULT '' CHECK (length(email) <= 254),
    phone      text NOT NULL DEFAULT '' CHECK (length(phone) <= 50),
    notes      text NOT NULL DEFAULT '' CHECK (length(notes) <= 10000),
    created_at timestamptz NOT NULL DEFAULT now(),
    version    bigint NOT NULL,
    UNIQUE (tenant_id, user_id)
);

CREATE TABLE booking (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    code          text NOT NULL UNIQUE,
    listing_id    uuid NOT NULL REFERENCES listing,
    unit_id       uuid REFERENCES unit,
    contact_id    uuid REFERENCES contact,
    guest_user_id uuid REFERENCES user_account,
    status        text NOT NULL CHECK (status IN ('pending', 'confirmed', 'completed', 'declined', 'withdrawn', 'expired',
                                                  'cancelled', 'no_show')),
    check_in      date NOT NULL,
    check_out     date NOT NULL,
    guests        integer NOT NULL DEFAULT 1 CHECK (guests >= 1),
    total_minor   bigint CHECK (total_minor >= 0),
    currency      text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    -- What was agreed when it was booked: the itemised quote and the cancellation policy.
    quote         jsonb,
    policy        jsonb,
    -- Where it came from: 'direct', 'manual', 'inside_airbnb', a channel.
    source        text NOT NULL DEFAULT 'direct',
    message       text NOT NULL DEFAULT '' CHECK (length(message) <= 10000),
    requested_at  timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz,
    decided_at    timestamptz,
    updated_at    timestamptz NOT NULL DEFAULT now(),
    -- Every transition is a compare-and-swap on (status, revision).
    revision      integer NOT NULL DEFAULT 1,
    version       bigint NOT NULL,
    CHECK (check_in < check_out),
    CHECK (status <> 'confirmed' OR unit_id IS NOT NULL)
);
CREATE INDEX ON booking (tenant_id, listing_id, check_in);
CREATE INDEX ON booking (tenant_id, check_in, id);
CREATE INDEX ON booking (guest_user_id) WHERE guest_user_id IS NOT NULL;
CREATE INDEX ON booking (expires_at) WHERE status = 'pending';
CREATE INDEX ON booking (check_out) WHERE status = 'confirmed';

-- The host's own closing of nights [from_date, to_date).
CREATE TABLE block (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    listing_id uuid NOT NULL REFERENCES listing ON DELETE CASCADE,
    unit_id    uuid NOT NULL REFERENCES unit ON DELETE CASCADE,
    from_date  date NOT NULL,
    to_date    date NOT NULL,
    note       text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
    source     text NOT NULL DEFAULT 'host',
    created_by uuid REFERENCES user_account ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    version    bigint NOT NULL,
    CHECK (from_date < to_date)
);
CREATE INDEX ON block (tenant_id, listing_id, from_date);

-- A unit is taken over a time range. A released claim is deleted; history is in audit_entry.
CREATE TABLE claim (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    unit_id    uuid NOT NULL REFERENCES unit ON DELETE CASCADE,
    during     tstzrange NOT NULL CHECK (NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)
                                         AND lower_inc(during) AND NOT upper_inc(during)),
    state      text NOT NULL CHECK (state IN ('held', 'booked', 'blocked')),
    booking_id uuid REFERENCES booking ON DELETE CASCADE,
    block_id   uuid REFERENCES block ON DELETE CASCADE,
    expires_at timestamptz,
    token_hash bytea,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((state = 'booked') = (booking_id IS NOT NULL AND expires_at IS NULL)),
    CHECK ((state = 'blocked') = (block_id IS NOT NULL)),
    -- The one rule that everything rests on (domain.md, "What is booked").
    CONSTRAINT claim_never_overlaps EXCLUDE USING gist (unit_id WITH =, during WITH &&)
);
CREATE INDEX ON claim (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX ON claim (block_id) WHERE block_id IS NOT NULL;
CREATE INDEX ON claim (tenant_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON contact, booking, block, claim TO roost_app;
SELECT roost_protect('contact'), roost_sync_table('contact');
SELECT roost_protect('booking'), roost_sync_table('booking');
SELECT roost_protect('block'), roost_sync_table('block');
SELECT roost_protect('claim');
-- A guest sees their own bookings, whichever tenant they are with.
CREATE POLICY own_bookings ON booking FOR SELECT TO roost_app USING (guest_user_id = roost_user());

-- Takes a unit over a range for a booking or a block of the transaction's tenant; expired holds make room first. False:
-- someone has a part of it, and nothing is changed. The transaction goes on either way.
CREATE FUNCTION roost_take(new_claim uuid, wanted_unit uuid, wanted tstzrange, new_state text, for_booking uuid,
                           for_block uuid, hold_until timestamptz, at timestamptz)
    RETURNS boolean LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM claim WHERE unit_id = wanted_unit AND during && wanted AND state = 'held' AND expires_at <= at;
    INSERT INTO claim (id, tenant_id, unit_id, during, state, booking_id, block_id, expires_at)
        VALUES (new_claim, roost_tenant(), wanted_unit, wanted, new_state, for_booking, for_block, hold_until);
    RETURN true;
EXCEPTION WHEN exclusion_violation THEN
    RETURN false;
END $$;

-- Gives claims other ranges, all at once: [{"id", "from", "to"}]. They leave before the first one comes back, so that they
-- can't be in each other's way. False: they overlap afterwards, and nothing is changed.
CREATE FUNCTION roost_move_claims(moves jsonb) RETURNS boolean LANGUAGE plpgsql
    AS $$
DECLARE
    moving claim[];
BEGIN
    SELECT array_agg(claim) INTO moving FROM claim
        JOIN jsonb_to_recordset(moves) AS move (id uuid) ON move.id = claim.id;
    DELETE FROM claim WHERE id IN (SELECT id FROM unnest(moving));
    INSERT INTO claim (id, tenant_id, unit_id, during, state, booking_id, block_id, expires_at, token_hash, created_at)
        SELECT moved.id, moved.tenant_id, moved.unit_id, tstzrange(move."from", move."to"), moved.state, moved.booking_id,
               moved.block_id, moved.expires_at, moved.token_hash, moved.created_at
        FROM unnest(moving) AS moved
            JOIN jsonb_to_recordset(moves) AS move (id uuid, "from" timestamptz, "to" timestamptz) ON move.id = moved.id;
    RETURN true;
EXCEPTION WHEN exclusion_violation THEN
    RETURN false;
END $$;

-- The contact of a guest with the transaction's tenant, made from the guest's account at their first booking.
CREATE FUNCTION roost_guest_contact(new_contact uuid, guest uuid) RETURNS uuid LANGUAGE plpgsql
    AS $$
DECLARE
    known uuid;
BEGIN
    SELECT id INTO known FROM contact WHERE tenant_id = roost_tenant() AND user_id = guest;
    IF known IS NULL THEN
        INSERT INTO contact (id, tenant_id, user_id, name, email)
            SELECT new_contact, roost_tenant(), user_account.id, user_account.display_name, user_account.email
            FROM user_account WHERE user_account.id = guest
            RETURNING id INTO known;
    END IF;
    RETURN known;
END $$;

-- What is taken in the units of a published listing (or of any listing of the tenant that is named), a row a claim, at
-- least one a unit: what a guest may know, and nothing of who booked. Hence with the owner's rights.
CREATE FUNCTION roost_calendar(wanted_listing uuid, wanted_tenant uuid, wanted tstzrange, at timestamptz)
    RETURNS TABLE (time_zone text, check_in_time text, check_out_time text, preparation_days integer,
                   unit_id uuid, taken_from timestamptz, taken_to timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT listing.time_zone, to_char(listing.check_in_time, 'HH24:MI'), to_char(listing.check_out_time, 'HH24:MI'),
           listing.preparation_days, unit.id, lower(claim.during), upper(claim.during)
    FROM listing
        LEFT JOIN unit ON unit.listing_id = listing.id
        LEFT JOIN claim ON claim.unit_id = unit.id AND claim.during && wanted
            AND (claim.expires_at IS NULL OR claim.expires_at > at)
    WHERE listing.id = wanted_listing AND (listing.status = 'published' OR listing.tenant_id = wanted_tenant)
    ORDER BY unit.position, unit.id, lower(claim.during)
    $$;
REVOKE ALL ON FUNCTION roost_calendar(uuid, uuid, tstzrange, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_calendar(uuid, uuid, tstzrange, timestamptz) TO roost_app;

-- The tenant of a guest's own booking, so that the guest's decision can be made in that tenant's transaction.
CREATE FUNCTION roost_tenant_of_own_booking(wanted_booking uuid, guest uuid) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$ SELECT tenant_id FROM booking WHERE id = wanted_booking AND guest_user_id = guest $$;
REVOKE ALL ON FUNCTION roost_tenant_of_own_booking(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_tenant_of_own_booking(uuid, uuid) TO roost_app;

-- Where the janitor has something to do: requests that nobody answered in time, stays that are over.
CREATE FUNCTION roost_tenants_with_due_requests(at timestamptz) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$ SELECT DISTINCT tenant_id FROM booking WHERE status = 'pending' AND expires_at <= at $$;
CREATE FUNCTION roost_tenants_with_past_stays(at timestamptz) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT DISTINCT tenant_id FROM booking WHERE status = 'confirmed' AND check_out <= at::date + 1
        AND NOT EXISTS (SELECT FROM claim WHERE claim.booking_id = booking.id AND upper(claim.during) > at)
    $$;
REVOKE ALL ON FUNCTION roost_tenants_with_due_requests(timestamptz), roost_tenants_with_past_stays(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_tenants_with_due_requests(timestamptz), roost_tenants_with_past_stays(timestamptz)
    TO roost_app;

-- The tenant of a published listing, so that a guest's booking can be made in that tenant's transaction.
CREATE FUNCTION roost_tenant_of_published(wanted_listing uuid) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$ SELECT tenant_id FROM listing WHERE id = wanted_listing AND status = 'published' $$;
REVOKE ALL ON FUNCTION roost_tenant_of_published(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_tenant_of_published(uuid) TO roost_app;
