-- What guests said, and what the tenant was paid. Payments and the ledger come with the payment module.
CREATE TABLE review (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    listing_id  uuid NOT NULL REFERENCES listing ON DELETE CASCADE,
    booking_id  uuid UNIQUE REFERENCES booking ON DELETE CASCADE,
    author      text NOT NULL DEFAULT '' CHECK (length(author) <= 200),
    rating      smallint CHECK (rating BETWEEN 1 AND 5),
    comment     text NOT NULL DEFAULT '' CHECK (length(comment) <= 10000),
    reply       text CHECK (length(reply) <= 10000),
    reviewed_on date NOT NULL,
    version     bigint NOT NULL
);
CREATE INDEX ON review (listing_id, reviewed_on);

CREATE TABLE payout (
    id           uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    amount_minor bigint NOT NULL,
    currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    status       text NOT NULL CHECK (status IN ('scheduled', 'paid', 'failed')),
    period_from  date NOT NULL,
    period_to    date NOT NULL,
    paid_on      date,
    reference    text NOT NULL DEFAULT '',
    version      bigint NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON review, payout TO roost_app;
SELECT roost_protect('review'), roost_sync_table('review');
SELECT roost_protect('payout'), roost_sync_table('payout');
