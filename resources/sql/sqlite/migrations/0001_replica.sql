-- A profile's replica (docs/sync.md, "The replica"): the server's rows as the host sees them now, that is, with the
-- edits that have not been sent yet already applied; beside them what the sync engine needs.
-- Ids are UUID text, dates ISO 8601 text, instants RFC 3339 text in UTC, booleans 0 or 1.

CREATE TABLE tenant (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, name TEXT NOT NULL, currency TEXT NOT NULL, time_zone TEXT NOT NULL,
    locale TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE member (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, role TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE listing (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL,
    status TEXT NOT NULL, time_zone TEXT NOT NULL, currency TEXT NOT NULL, base_price_minor INTEGER,
    min_nights INTEGER NOT NULL, max_nights INTEGER, check_in_time TEXT NOT NULL, check_out_time TEXT NOT NULL,
    preparation_days INTEGER NOT NULL, max_guests INTEGER NOT NULL, instant_book INTEGER NOT NULL,
    hold_pending INTEGER NOT NULL, city TEXT NOT NULL, neighbourhood TEXT NOT NULL, country TEXT NOT NULL,
    latitude REAL, longitude REAL, room_type TEXT NOT NULL, source TEXT, source_id TEXT, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE unit (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, listing_id TEXT NOT NULL, name TEXT NOT NULL,
    position INTEGER NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE contact (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
    notes TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE booking (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, code TEXT NOT NULL, listing_id TEXT NOT NULL, unit_id TEXT,
    contact_id TEXT, status TEXT NOT NULL, check_in TEXT NOT NULL, check_out TEXT NOT NULL, guests INTEGER NOT NULL,
    total_minor INTEGER, currency TEXT NOT NULL, source TEXT NOT NULL, message TEXT NOT NULL, requested_at TEXT NOT NULL,
    expires_at TEXT, decided_at TEXT, revision INTEGER NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE block (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, listing_id TEXT NOT NULL, unit_id TEXT NOT NULL,
    from_date TEXT NOT NULL, to_date TEXT NOT NULL, note TEXT NOT NULL, source TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE review (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, listing_id TEXT NOT NULL, booking_id TEXT, author TEXT NOT NULL,
    rating INTEGER, comment TEXT NOT NULL, reply TEXT, reviewed_on TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE payout (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, amount_minor INTEGER NOT NULL, currency TEXT NOT NULL,
    status TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL, paid_on TEXT, reference TEXT NOT NULL,
    version INTEGER NOT NULL
) WITHOUT ROWID;

-- Mutations that wait for the server (state 'waiting'), that it has answered but whose effects have not been pulled yet
-- ('answered'), that are over and kept for 14 days ('done'), and those set aside ('quarantined'): they failed too often
-- or their scope is gone. seq is the order in which the host worked. mid is the number towards the server, without gaps
-- over what was and will be sent; NULL for what is not sent (quarantined) or was sent under an earlier client id.
CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY, mid INTEGER UNIQUE, mutation_id TEXT NOT NULL UNIQUE, scope TEXT NOT NULL,
    name TEXT NOT NULL, schema_version INTEGER NOT NULL, args TEXT NOT NULL, base TEXT NOT NULL,
    created_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'done', 'quarantined')),
    attempts INTEGER NOT NULL DEFAULT 0, last_error TEXT, outcome TEXT, finished_at TEXT
);
CREATE INDEX outbox_state ON outbox (state, seq);

-- The server's copy of each row that a pending mutation touched; row_json is NULL where the server has no such row.
-- A row listed here is tentative: shown as not yet sent.
CREATE TABLE shadow (
    table_name TEXT NOT NULL, row_id TEXT NOT NULL, scope TEXT NOT NULL, row_json TEXT,
    PRIMARY KEY (table_name, row_id)
) WITHOUT ROWID;

-- What needs the host's decision: a rejected, partly merged or quarantined mutation with both values. field is empty
-- when it is about the whole mutation; base, mine and theirs are JSON.
CREATE TABLE problem (
    id TEXT PRIMARY KEY, created_at TEXT NOT NULL, scope TEXT NOT NULL, mutation_id TEXT NOT NULL, name TEXT NOT NULL,
    code TEXT NOT NULL, message TEXT NOT NULL, table_name TEXT NOT NULL, row_id TEXT NOT NULL, field TEXT NOT NULL,
    base TEXT, mine TEXT, theirs TEXT, args TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'kept_mine', 'took_theirs')), resolved_at TEXT,
    UNIQUE (mutation_id, field)
);
CREATE INDEX problem_state ON problem (state, created_at);

CREATE TABLE cursor (
    scope TEXT PRIMARY KEY, epoch TEXT NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
    synced_at TEXT
) WITHOUT ROWID;

-- One row: this replica's identity towards the server. last_acked_mid is the highest mid with a known outcome.
CREATE TABLE sync_client (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), client_id TEXT NOT NULL, next_mid INTEGER NOT NULL,
    last_acked_mid INTEGER NOT NULL, server_url TEXT NOT NULL DEFAULT '', user_id TEXT NOT NULL DEFAULT '',
    user_email TEXT NOT NULL DEFAULT ''
);

-- How far the load of a snapshot into this file has come; empty in a replica that is in use.
CREATE TABLE snapshot_load (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), scope TEXT NOT NULL, epoch TEXT NOT NULL,
    start_version INTEGER, table_name TEXT NOT NULL, after_key TEXT NOT NULL, rows_loaded INTEGER NOT NULL
);
-- The indexes that were dropped for the load, to be made again behind it.
CREATE TABLE snapshot_index (name TEXT PRIMARY KEY, definition TEXT NOT NULL) WITHOUT ROWID;
