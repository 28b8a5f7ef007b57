-- Prices beyond the base price (docs/pricing.md): rate plans and policies of listings, rates of single days, promotions.
ALTER TABLE listing
    ADD COLUMN pricing jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(pricing) = 'object'),
    ADD COLUMN cancellation_policy jsonb NOT NULL DEFAULT '{"preset": "flexible"}'
        CHECK (jsonb_typeof(cancellation_policy) = 'object');

-- What the host set for a single day; it wins over every rule of the rate plan. A row that would say nothing isn't kept.
CREATE TABLE day_rate (
    id                  uuid PRIMARY KEY,
    tenant_id           uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    listing_id          uuid NOT NULL REFERENCES listing ON DELETE CASCADE,
    date                date NOT NULL,
    price_minor         bigint CHECK (price_minor >= 0),
    min_nights          integer CHECK (min_nights >= 1),
    closed_to_arrival   boolean NOT NULL DEFAULT false,
    closed_to_departure boolean NOT NULL DEFAULT false,
    version             bigint NOT NULL,
    UNIQUE (listing_id, date)
);

-- A code that makes bookings cheaper: domain/pricing/Promotion.h. terms is the whole of it, with the code.
CREATE TABLE promotion (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    code       text NOT NULL CHECK (code ~ '^[A-Z0-9_-]{3,40}$'),
    terms      jsonb NOT NULL CHECK (jsonb_typeof(terms) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    revision   integer NOT NULL DEFAULT 1,
    UNIQUE (tenant_id, code)
);

-- Written by the transaction that makes the booking. How often a code was used is counted from these rows, without
-- those of requests that came to nothing; writers of a tenant are serialised, so that a limit holds in every race.
CREATE TABLE promotion_use (
    id           uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    promotion_id uuid NOT NULL REFERENCES promotion ON DELETE CASCADE,
    booking_id   uuid NOT NULL UNIQUE REFERENCES booking ON DELETE CASCADE,
    -- Who: 'user:<id>', 'app:<partner app>:<its reference>'; empty for a host's own entry.
    guest        text NOT NULL DEFAULT '' CHECK (length(guest) <= 300),
    used_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON promotion_use (promotion_id, guest);
CREATE INDEX ON promotion_use (tenant_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON day_rate, promotion, promotion_use TO roost_app;
SELECT roost_protect('day_rate'), roost_sync_table('day_rate');
SELECT roost_protect('promotion'), roost_protect('promotion_use');
-- What a night costs is public where the listing is.
CREATE POLICY published_day_rates ON day_rate FOR SELECT TO roost_app
    USING (EXISTS (SELECT FROM listing WHERE listing.id = day_rate.listing_id AND listing.status = 'published'));
