-- Experiences (sessions with seats) and services (staff, resources, slots): docs/reservations.md, "What is occupied".

-- Sessions that repeat: the rule as it was given (RFC 5545), in the wall time of the listing's zone.
CREATE TABLE session_series (
    id               uuid PRIMARY KEY,
    tenant_id        uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    listing_id       uuid NOT NULL REFERENCES listing ON DELETE CASCADE,
    first_local      timestamp NOT NULL,
    time_zone        text NOT NULL,
    duration_minutes integer NOT NULL CHECK (duration_minutes >= 1),
    rrule            text NOT NULL CHECK (length(rrule) BETWEEN 1 AND 500),
    -- ["2027-07-09T19:00"]: left out of the rule, and added to it.
    exdates          jsonb NOT NULL DEFAULT '[]',
    rdates           jsonb NOT NULL DEFAULT '[]',
    seat_plan        jsonb NOT NULL,
    -- What seats cost in these sessions if not what the listing's prices say: {"balcony": 25000}, minor units.
    prices           jsonb NOT NULL DEFAULT '{}',
    created_at       timestamptz NOT NULL DEFAULT now(),
    version          bigint NOT NULL
);
CREATE INDEX ON session_series (listing_id);

CREATE TABLE experience_session (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    listing_id  uuid NOT NULL REFERENCES listing ON DELETE CASCADE,
    series_id   uuid REFERENCES session_series ON DELETE SET NULL,
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    time_zone   text NOT NULL,
    status      text NOT NULL DEFAULT 'scheduled' CHECK (status IN ('scheduled', 'cancelled')),
    seat_plan   jsonb NOT NULL,
    prices      jsonb NOT NULL DEFAULT '{}',
    cancelled_at timestamptz,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    version     bigint NOT NULL,
    CHECK (starts_at < ends_at),
    CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL))
);
CREATE INDEX ON experience_session (listing_id, starts_at, id);
CREATE INDEX ON experience_session (tenant_id, starts_at, id);
CREATE INDEX ON experience_session (starts_at, id) WHERE status = 'scheduled';
CREATE INDEX ON experience_session (series_id) WHERE series_id IS NOT NULL;

-- Seats: position grows by one between seats that adjoin, by more over a gap or into the next row.
ALTER TABLE unit
    ADD COLUMN session_id uuid REFERENCES experience_session ON DELETE CASCADE,
    ADD COLUMN seat_row text,
    ADD COLUMN seat_number integer,
    ADD COLUMN tier text NOT NULL DEFAULT '',
    ADD COLUMN accessible boolean NOT NULL DEFAULT false,
    ADD CHECK ((kind = 'seat') = (session_id IS NOT NULL)),
    ADD CHECK (kind = 'seat' OR (seat_row IS NULL AND seat_number IS NULL AND tier = ''));
CREATE UNIQUE INDEX ON unit (session_id, position) WHERE session_id IS NOT NULL;
CREATE UNIQUE INDEX ON unit (session_id, name) WHERE session_id IS NOT NULL;
CREATE INDEX ON unit (tenant_id, kind, position) WHERE kind IN ('staff', 'resource');

ALTER TABLE hold ADD COLUMN session_id uuid REFERENCES experience_session ON DELETE CASCADE;
CREATE INDEX ON hold (session_id) WHERE session_id IS NOT NULL AND ended_at IS NULL;
ALTER TABLE booking
    ADD COLUMN session_id uuid REFERENCES experience_session,
    ADD CHECK (session_id IS NULL OR kind = 'experience');
CREATE INDEX ON booking (session_id) WHERE session_id IS NOT NULL;

-- Who gives appointments. The name is the unit's.
CREATE TABLE staff_member (
    id         uuid PRIMARY KEY REFERENCES unit ON DELETE CASCADE,
    tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    -- domain/scheduling/WorkingHours.h
    hours      jsonb NOT NULL,
    skills     jsonb NOT NULL DEFAULT '[]',
    active     boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    version    bigint NOT NULL
);
CREATE TABLE staff_absence (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    staff_id   uuid NOT NULL REFERENCES staff_member ON DELETE CASCADE,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    note       text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
    created_at timestamptz NOT NULL DEFAULT now(),
    version    bigint NOT NULL,
    CHECK (starts_at < ends_at)
);
CREATE INDEX ON staff_absence (staff_id, ends_at);

-- Rooms and equipment that services need besides staff. resource_kind is what a service asks for: "room", "table".
CREATE TABLE resource (
    id            uuid PRIMARY KEY REFERENCES unit ON DELETE CASCADE,
    tenant_id     uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    resource_kind text NOT NULL CHECK (length(resource_kind) BETWEEN 1 AND 100),
    active        boolean NOT NULL DEFAULT true,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    version       bigint NOT NULL
);
CREATE INDEX ON resource (tenant_id, resource_kind);

-- On which terms appointments are given: domain/scheduling/ServiceTerms.h, every field filled in.
ALTER TABLE listing
    ADD COLUMN service jsonb,
    ADD CHECK (service IS NULL OR kind = 'service');

GRANT SELECT, INSERT, UPDATE, DELETE ON session_series, experience_session, staff_member, staff_absence, resource
    TO roost_app;
SELECT roost_protect('session_series'), roost_sync_table('session_series');
SELECT roost_protect('experience_session'), roost_sync_table('experience_session');
SELECT roost_protect('staff_member'), roost_sync_table('staff_member');
SELECT roost_protect('staff_absence'), roost_sync_table('staff_absence');
SELECT roost_protect('resource'), roost_sync_table('resource');

-- The functions below read what is published (or belongs to the tenant that is named) with the owner's rights, and tell
-- nothing of who booked. `at` is the moment at which holds count as expired; the claims of own_hold and own_booking count
-- as free, for a hold that is renewed and a booking that is changed.

-- The tenant of a session that anyone may book, so that it can be done in that tenant's transaction.
CREATE FUNCTION roost_tenant_of_published_session(wanted_session uuid) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT listing.tenant_id FROM experience_session JOIN listing ON listing.id = experience_session.listing_id
    WHERE experience_session.id = wanted_session AND listing.status = 'published'
    $$;

-- Sessions that begin in a range, with their places and how many are free, by tier:
-- [{"tier", "places", "free", "accessible_free"}]. wanted_listings NULL: of all listings; wanted_session NULL: any.
-- Cancelled ones are their tenant's alone.
CREATE FUNCTION roost_sessions(wanted_listings uuid[], wanted_session uuid, wanted_tenant uuid, from_time timestamptz,
                               to_time timestamptz, at timestamptz)
    RETURNS TABLE (id uuid, tenant_id uuid, listing_id uuid, series_id uuid, starts_at timestamptz, ends_at timestamptz,
                   time_zone text, status text, places bigint, free bigint, tiers jsonb, prices jsonb, version bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT session.id, session.tenant_id, session.listing_id, session.series_id, session.starts_at, session.ends_at,
           session.time_zone, session.status, counted.places, counted.free, counted.tiers, session.prices,
           session.version
    FROM experience_session AS session
        JOIN listing ON listing.id = session.listing_id
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(tier.places), 0)::bigint AS places, coalesce(sum(tier.free), 0)::bigint AS free,
                   coalesce(jsonb_agg(jsonb_build_object('tier', tier.name, 'places', tier.places, 'free', tier.free,
                                                'accessible_free', tier.accessible_free)
                             ORDER BY tier.first_position), '[]') AS tiers
            FROM (SELECT unit.tier AS name, count(*) AS places, count(*) FILTER (WHERE claim.id IS NULL) AS free,
                         count(*) FILTER (WHERE claim.id IS NULL AND unit.accessible) AS accessible_free,
                         min(unit.position) AS first_position
                  FROM unit LEFT JOIN claim ON claim.unit_id = unit.id
                      AND claim.during && tstzrange(session.starts_at, session.ends_at)
                      AND (claim.expires_at IS NULL OR claim.expires_at > at)
                  WHERE unit.session_id = session.id
                  GROUP BY unit.tier) AS tier) AS counted
    WHERE session.starts_at >= from_time AND session.starts_at < to_time
      AND (wanted_listings IS NULL OR session.listing_id = ANY (wanted_listings))
      AND (wanted_session IS NULL OR session.id = wanted_session)
      AND (session.tenant_id = wanted_tenant
           OR (wanted_tenant IS NULL AND listing.status = 'published' AND session.status = 'scheduled'))
    ORDER BY session.starts_at, session.id
    $$;

-- A session and its listing, once for each of its seats.
CREATE FUNCTION roost_session_seats(wanted_session uuid, wanted_tenant uuid, at timestamptz, own_hold uuid,
                                    own_booking uuid)
    RETURNS TABLE (tenant_id uuid, listing_id uuid, title text, is_published boolean, instant_book boolean,
                   hold_pending boolean, starts_at timestamptz, ends_at timestamptz, time_zone text, status text,
                   currency text, base_price_minor bigint, prices jsonb, unit_id uuid, name text, seat_row text, seat_number integer,
                   tier text, accessible boolean, "position" integer, state text, hold_ends_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT session.tenant_id, session.listing_id, listing.title, listing.status = 'published', listing.instant_book,
           listing.hold_pending, session.starts_at, session.ends_at, session.time_zone, session.status,
           listing.currency, listing.base_price_minor, session.prices, unit.id, unit.name, unit.seat_row, unit.seat_number, unit.tier,
           unit.accessible, unit.position,
           CASE WHEN claim.id IS NULL THEN 'free' WHEN claim.state = 'held' THEN 'held' ELSE 'taken' END,
           claim.expires_at
    FROM experience_session AS session
        JOIN listing ON listing.id = session.listing_id
        JOIN unit ON unit.session_id = session.id
        LEFT JOIN claim ON claim.unit_id = unit.id AND claim.during && tstzrange(session.starts_at, session.ends_at)
            AND (claim.expires_at IS NULL OR claim.expires_at > at)
            AND claim.hold_id IS DISTINCT FROM coalesce(own_hold, '00000000-0000-0000-0000-000000000000')
            AND claim.booking_id IS DISTINCT FROM coalesce(own_booking, '00000000-0000-0000-0000-000000000000')
    WHERE session.id = wanted_session AND (session.tenant_id = wanted_tenant OR listing.status = 'published')
    ORDER BY unit.position
    $$;

-- What a staff member or a resource is occupied with in a range: [[from, to, end of the hold or null]], in milliseconds
-- since 1970, in order. For the function below alone.
CREATE FUNCTION roost_taken_of_unit(wanted_unit uuid, wanted tstzrange, at timestamptz, own_hold uuid, own_booking uuid)
    RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_array((extract(epoch FROM taken.from_time) * 1000)::bigint,
                                                (extract(epoch FROM taken.to_time) * 1000)::bigint,
                                                (extract(epoch FROM taken.until) * 1000)::bigint)
                              ORDER BY taken.from_time), '[]')
    FROM (SELECT lower(during) AS from_time, upper(during) AS to_time, expires_at AS until FROM claim
          WHERE unit_id = wanted_unit AND during && wanted AND (expires_at IS NULL OR expires_at > at)
            AND hold_id IS DISTINCT FROM coalesce(own_hold, '00000000-0000-0000-0000-000000000000')
            AND booking_id IS DISTINCT FROM coalesce(own_booking, '00000000-0000-0000-0000-000000000000')
          UNION ALL
          SELECT starts_at, ends_at, NULL FROM staff_absence
          WHERE staff_id = wanted_unit AND tstzrange(starts_at, ends_at) && wanted) AS taken
    $$;

-- Services, who can give them (active and skilled; only wanted_staff, unless NULL) and what they need, with what is taken
-- in the range `wanted`. With load_at: the minutes that each has booked in the local week of that moment, and when they were
-- last booked for this service (within 200 days); else 0 and null.
CREATE FUNCTION roost_service_basis(wanted_listings uuid[], wanted_tenant uuid, wanted tstzrange, wanted_staff uuid,
                                    load_at timestamptz, at timestamptz, own_hold uuid, own_booking uuid)
    RETURNS TABLE (listing_id uuid, tenant_id uuid, title text, is_published boolean, time_zone text, currency text,
                   base_price_minor bigint, instant_book boolean, hold_pending boolean, service jsonb, staff jsonb,
                   resources jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT listing.id, listing.tenant_id, listing.title, listing.status = 'published', listing.time_zone,
           listing.currency, listing.base_price_minor, listing.instant_book, listing.hold_pending, listing.service,
           (SELECT coalesce(jsonb_agg(jsonb_build_object(
                       'id', unit.id, 'name', unit.name, 'position', unit.position, 'hours', staff_member.hours,
                       'taken', roost_taken_of_unit(unit.id, wanted, at, own_hold, own_booking),
                       'booked_minutes', coalesce(load.minutes, 0), 'last_booked', load.last_booked)
                       ORDER BY unit.position, unit.id), '[]')
            FROM staff_member
                JOIN unit ON unit.id = staff_member.id
                LEFT JOIN LATERAL (
                    SELECT (sum(extract(epoch FROM upper(claim.during) - lower(claim.during)))
                            FILTER (WHERE claim.during && week.range) / 60)::bigint AS minutes,
                           (extract(epoch FROM max(claim.created_at)
                                               FILTER (WHERE coalesce(booking.listing_id, hold.listing_id) = listing.id))
                            * 1000)::bigint AS last_booked
                    FROM (SELECT tstzrange(monday AT TIME ZONE listing.time_zone,
                                           (monday + interval '7 days') AT TIME ZONE listing.time_zone) AS range
                          FROM date_trunc('week', load_at AT TIME ZONE listing.time_zone) AS monday) AS week,
                         claim LEFT JOIN booking ON booking.id = claim.booking_id
                               LEFT JOIN hold ON hold.id = claim.hold_id
                    WHERE load_at IS NOT NULL AND claim.unit_id = staff_member.id
                      AND claim.during && tstzrange(load_at - interval '200 days', load_at + interval '200 days')
                      AND (claim.expires_at IS NULL OR claim.expires_at > at)
                      AND claim.hold_id IS DISTINCT FROM coalesce(own_hold, '00000000-0000-0000-0000-000000000000')
                      AND claim.booking_id IS DISTINCT FROM coalesce(own_booking, '00000000-0000-0000-0000-000000000000')
                ) AS load ON true
            WHERE staff_member.tenant_id = listing.tenant_id AND staff_member.active
              AND (wanted_staff IS NULL OR staff_member.id = wanted_staff)
              AND staff_member.skills @> (listing.service -> 'skills')),
           (SELECT coalesce(jsonb_agg(jsonb_build_object(
                       'id', unit.id, 'name', unit.name, 'kind', resource.resource_kind,
                       'taken', roost_taken_of_unit(unit.id, wanted, at, own_hold, own_booking))
                       ORDER BY unit.position, unit.id), '[]')
            FROM resource JOIN unit ON unit.id = resource.id
            WHERE resource.tenant_id = listing.tenant_id AND resource.active
              AND EXISTS (SELECT FROM jsonb_array_elements(listing.service -> 'resources') AS need
                          WHERE need ->> 'kind' = resource.resource_kind))
    FROM listing
    WHERE listing.kind = 'service' AND listing.service IS NOT NULL
      AND (wanted_listings IS NULL OR listing.id = ANY (wanted_listings))
      AND CASE WHEN wanted_tenant IS NULL THEN listing.status = 'published' ELSE listing.tenant_id = wanted_tenant END
    ORDER BY listing.id
    $$;

REVOKE ALL ON FUNCTION roost_tenant_of_published_session(uuid),
    roost_sessions(uuid[], uuid, uuid, timestamptz, timestamptz, timestamptz),
    roost_session_seats(uuid, uuid, timestamptz, uuid, uuid),
    roost_taken_of_unit(uuid, tstzrange, timestamptz, uuid, uuid),
    roost_service_basis(uuid[], uuid, tstzrange, uuid, timestamptz, timestamptz, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_tenant_of_published_session(uuid),
    roost_sessions(uuid[], uuid, uuid, timestamptz, timestamptz, timestamptz),
    roost_session_seats(uuid, uuid, timestamptz, uuid, uuid),
    roost_service_basis(uuid[], uuid, tstzrange, uuid, timestamptz, timestamptz, uuid, uuid) TO roost_app;
