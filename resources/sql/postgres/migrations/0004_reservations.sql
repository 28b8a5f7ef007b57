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

-- The nights of a published listing (or of one of the transaction's tenant) on which every unit is taken, as ranges of
-- instants: what a guest may know, and nothing of who booked. Hence with the owner's rights.
CREATE FUNCTION roost_taken_ranges(wanted_listing uuid, window_from timestamptz, window_to timestamptz)
    RETURNS TABLE (unit_id uuid, taken_from timestamptz, taken_to timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT claim.unit_id, lower(claim.during), upper(claim.during)
    FROM claim JOIN unit ON unit.id = claim.unit_id JOIN listing ON listing.id = unit.listing_id
    WHERE listing.id = wanted_listing AND (listing.status = 'published' OR listing.tenant_id = roost_tenant())
      AND claim.during && tstzrange(window_from, window_to)
      AND (claim.expires_at IS NULL OR claim.expires_at > now())
    $$;
REVOKE ALL ON FUNCTION roost_taken_ranges(uuid, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_taken_ranges(uuid, timestamptz, timestamptz) TO roost_app;

-- The tenant of a published listing, so that a guest's booking can be made in that tenant's transaction.
CREATE FUNCTION roost_tenant_of_published(wanted_listing uuid) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$ SELECT tenant_id FROM listing WHERE id = wanted_listing AND status = 'published' $$;
REVOKE ALL ON FUNCTION roost_tenant_of_published(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_tenant_of_published(uuid) TO roost_app;
