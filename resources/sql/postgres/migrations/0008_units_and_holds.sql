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
