-- A replica of schema version 2, half loaded from a snapshot.
CREATE TABLE block (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, listing_id TEXT NOT NULL, unit_id TEXT NOT NULL,
    from_date TEXT NOT NULL, to_date TEXT NOT NULL, note TEXT NOT NULL, source TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE booking (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, code TEXT NOT NULL, listing_id TEXT NOT NULL, unit_id TEXT,
    contact_id TEXT, status TEXT NOT NULL, check_in TEXT NOT NULL, check_out TEXT NOT NULL, guests INTEGER NOT NULL,
    total_minor INTEGER, currency TEXT NOT NULL, source TEXT NOT NULL, message TEXT NOT NULL, requested_at TEXT NOT NULL,
    expires_at TEXT, decided_at TEXT, revision INTEGER NOT NULL, version INTEGER NOT NULL
, kind TEXT NOT NULL DEFAULT 'stay', starts_at TEXT, ends_at TEXT, time_zone TEXT, pets INTEGER NOT NULL DEFAULT 0, items TEXT NOT NULL DEFAULT '[]', quote TEXT, policy TEXT, refund TEXT, ended_by TEXT) WITHOUT ROWID;
CREATE TABLE contact (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
    notes TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE cursor (
    scope TEXT PRIMARY KEY, epoch TEXT NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
    synced_at TEXT
) WITHOUT ROWID;
CREATE TABLE day_rate (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, listing_id TEXT NOT NULL, date TEXT NOT NULL, price_minor INTEGER,
    min_nights INTEGER, closed_to_arrival INTEGER NOT NULL DEFAULT 0, closed_to_departure INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE experience_session (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, listing_id TEXT NOT NULL, series_id TEXT, starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL, time_zone TEXT NOT NULL, status TEXT NOT NULL, places INTEGER NOT NULL,
    version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE listing (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL,
    status TEXT NOT NULL, time_zone TEXT NOT NULL, currency TEXT NOT NULL, base_price_minor INTEGER,
    min_nights INTEGER NOT NULL, max_nights INTEGER, check_in_time TEXT NOT NULL, check_out_time TEXT NOT NULL,
    preparation_days INTEGER NOT NULL, max_guests INTEGER NOT NULL, instant_book INTEGER NOT NULL,
    hold_pending INTEGER NOT NULL, city TEXT NOT NULL, neighbourhood TEXT NOT NULL, country TEXT NOT NULL,
    latitude REAL, longitude REAL, room_type TEXT NOT NULL, source TEXT, source_id TEXT, version INTEGER NOT NULL
, pricing TEXT NOT NULL DEFAULT '{}', cancellation_policy TEXT NOT NULL DEFAULT '{"preset":"flexible"}', service TEXT, rating_count INTEGER NOT NULL DEFAULT 0, rating_mean REAL, language TEXT NOT NULL DEFAULT '', amenities TEXT NOT NULL DEFAULT '[]') WITHOUT ROWID;
CREATE TABLE member (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, role TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY, mid INTEGER UNIQUE, mutation_id TEXT NOT NULL UNIQUE, scope TEXT NOT NULL,
    name TEXT NOT NULL, schema_version INTEGER NOT NULL, args TEXT NOT NULL, base TEXT NOT NULL,
    created_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'done', 'quarantined')),
    attempts INTEGER NOT NULL DEFAULT 0, last_error TEXT, outcome TEXT, finished_at TEXT
);
CREATE TABLE payout (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, amount_minor INTEGER NOT NULL, currency TEXT NOT NULL,
    status TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL, paid_on TEXT, reference TEXT NOT NULL,
    version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE problem (
    id TEXT PRIMARY KEY, created_at TEXT NOT NULL, scope TEXT NOT NULL, mutation_id TEXT NOT NULL, name TEXT NOT NULL,
    code TEXT NOT NULL, message TEXT NOT NULL, table_name TEXT NOT NULL, row_id TEXT NOT NULL, field TEXT NOT NULL,
    base TEXT, mine TEXT, theirs TEXT, args TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'kept_mine', 'took_theirs')), resolved_at TEXT,
    UNIQUE (mutation_id, field)
);
CREATE TABLE review (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, listing_id TEXT NOT NULL, booking_id TEXT, author TEXT NOT NULL,
    rating INTEGER, comment TEXT NOT NULL, reply TEXT, reviewed_on TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE schema_migration (version integer PRIMARY KEY, name text NOT NULL, applied_at text NOT NULL);
INSERT INTO "schema_migration" VALUES(1,'replica','2026-03-01T12:00:00Z');
INSERT INTO "schema_migration" VALUES(2,'indexes','2026-03-01T12:00:00Z');
INSERT INTO "schema_migration" VALUES(3,'reservation_engine','2026-03-01T12:00:00Z');
CREATE TABLE shadow (
    table_name TEXT NOT NULL, row_id TEXT NOT NULL, scope TEXT NOT NULL, row_json TEXT,
    PRIMARY KEY (table_name, row_id)
) WITHOUT ROWID;
CREATE TABLE snapshot_index (name TEXT PRIMARY KEY, definition TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "snapshot_index" VALUES('block_listing','CREATE INDEX block_listing ON block (listing_id, from_date)');
INSERT INTO "snapshot_index" VALUES('booking_check_in','CREATE INDEX booking_check_in ON booking (check_in)');
INSERT INTO "snapshot_index" VALUES('booking_check_out','CREATE INDEX booking_check_out ON booking (check_out)');
INSERT INTO "snapshot_index" VALUES('booking_code','CREATE INDEX booking_code ON booking (code)');
INSERT INTO "snapshot_index" VALUES('booking_listing','CREATE INDEX booking_listing ON booking (listing_id, check_in)');
INSERT INTO "snapshot_index" VALUES('booking_status','CREATE INDEX booking_status ON booking (status, check_in) WHERE status = ''pending''');
INSERT INTO "snapshot_index" VALUES('day_rate_listing','CREATE INDEX day_rate_listing ON day_rate (listing_id, date)');
INSERT INTO "snapshot_index" VALUES('experience_session_listing','CREATE INDEX experience_session_listing ON experience_session (listing_id, starts_at)');
INSERT INTO "snapshot_index" VALUES('review_listing','CREATE INDEX review_listing ON review (listing_id, reviewed_on)');
INSERT INTO "snapshot_index" VALUES('unit_listing','CREATE INDEX unit_listing ON unit (listing_id, position)');
CREATE TABLE snapshot_load (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), scope TEXT NOT NULL, epoch TEXT NOT NULL,
    start_version INTEGER, table_name TEXT NOT NULL, after_key TEXT NOT NULL, rows_loaded INTEGER NOT NULL
);
INSERT INTO "snapshot_load" VALUES(1,'t:0190f3c4-0000-7000-8000-000000000001','0190f3c4-0000-7000-8000-00000000e001',30,'member','',0);
CREATE TABLE sync_client (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), client_id TEXT NOT NULL, next_mid INTEGER NOT NULL,
    last_acked_mid INTEGER NOT NULL, server_url TEXT NOT NULL DEFAULT '', user_id TEXT NOT NULL DEFAULT '',
    user_email TEXT NOT NULL DEFAULT ''
);
INSERT INTO "sync_client" VALUES(1,'0190f3c4-0000-7000-8000-000000000999',1,0,'','','');
CREATE TABLE tenant (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, name TEXT NOT NULL, currency TEXT NOT NULL, time_zone TEXT NOT NULL,
    locale TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO "tenant" VALUES('0190f3c4-0000-7000-8000-000000000001','0190f3c4-0000-7000-8000-000000000001','Fjord Homes','NOK','Europe/Oslo','en',1);
CREATE TABLE unit (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, listing_id TEXT NOT NULL, name TEXT NOT NULL,
    position INTEGER NOT NULL, version INTEGER NOT NULL
, kind TEXT NOT NULL DEFAULT 'home') WITHOUT ROWID;
CREATE INDEX outbox_state ON outbox (state, seq);
CREATE INDEX problem_state ON problem (state, created_at);
