-- What a tenant rents out. kind leaves room for experiences and services; stays come first.
CREATE TABLE listing (
    id               uuid PRIMARY KEY,
    tenant_id        uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    kind             text NOT NULL DEFAULT 'stay' CHECK (kind IN ('stay', 'experience', 'service')),
    title            text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    summary          text NOT NULL DEFAULT '' CHECK (length(summary) <= 10000),
    status           text NOT NULL DEFAULT 'unpublished' CHECK (status IN ('published', 'unpublished', 'archived')),
    time_zone        text NOT NULL,
    currency         text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    base_price_minor bigint CHECK (base_price_minor >= 0),
    min_nights       integer NOT NULL DEFAULT 1 CHECK (min_nights >= 1),
    max_nights       integer CHECK (max_nights >= 1),
    check_in_time    time NOT NULL DEFAULT '15:00',
    check_out_time   time NOT NULL DEFAULT '11:00',
    preparation_days integer NOT NULL DEFAULT 0 CHECK (preparation_days BETWEEN 0 AND 30),
    max_guests       integer NOT NULL DEFAULT 2 CHECK (max_guests >= 1),
    instant_book     boolean NOT NULL DEFAULT false,
    hold_pending     boolean NOT NULL DEFAULT false,
    city             text NOT NULL DEFAULT '',
    neighbourhood    text NOT NULL DEFAULT '',
    country          text NOT NULL DEFAULT '',
    latitude         double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude        double precision CHECK (longitude BETWEEN -180 AND 180),
    room_type        text NOT NULL DEFAULT '',
    licence          text NOT NULL DEFAULT '',
    source           text,
    source_id        text,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    version          bigint NOT NULL,
    UNIQUE (tenant_id, source, source_id),
    -- One guest's last day is the next guest's first.
    CHECK (check_out_time <= check_in_time)
);
CREATE INDEX ON listing (id) WHERE status = 'published';

-- What is occupied when a stay is booked: a home has one unit, a room type several.
CREATE TABLE unit (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    listing_id uuid NOT NULL REFERENCES listing ON DELETE CASCADE,
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    position   integer NOT NULL DEFAULT 0,
    version    bigint NOT NULL
);
CREATE INDEX ON unit (listing_id, position);

GRANT SELECT, INSERT, UPDATE, DELETE ON listing, unit TO roost_app;
SELECT roost_protect('listing'), roost_sync_table('listing');
SELECT roost_protect('unit'), roost_sync_table('unit');
-- Guests, with or without an account, read what is published.
CREATE POLICY published_listings ON listing FOR SELECT TO roost_app USING (status = 'published');
