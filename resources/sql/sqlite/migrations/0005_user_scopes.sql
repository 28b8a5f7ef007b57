-- What the user sees as a guest and as a member of staff: the tables of their own scope (schema version 3).
CREATE TABLE trip (
    id TEXT PRIMARY KEY, user_id TEXT NOT NULL, code TEXT NOT NULL, host_id TEXT NOT NULL, host_name TEXT NOT NULL,
    listing_id TEXT NOT NULL, title TEXT NOT NULL, city TEXT NOT NULL, neighbourhood TEXT NOT NULL,
    country TEXT NOT NULL, latitude REAL, longitude REAL, kind TEXT NOT NULL, status TEXT NOT NULL,
    check_in TEXT NOT NULL, check_out TEXT NOT NULL, check_in_time TEXT NOT NULL, check_out_time TEXT NOT NULL,
    starts_at TEXT, ends_at TEXT, time_zone TEXT NOT NULL, guests INTEGER NOT NULL, pets INTEGER NOT NULL,
    items TEXT NOT NULL, total_minor INTEGER, currency TEXT NOT NULL, quote TEXT, policy TEXT, refund TEXT,
    ended_by TEXT, message TEXT NOT NULL, requested_at TEXT NOT NULL, expires_at TEXT, decided_at TEXT,
    revision INTEGER NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX trip_check_in ON trip (check_in);

CREATE TABLE assignment (
    id TEXT PRIMARY KEY, user_id TEXT NOT NULL, source_id TEXT NOT NULL, kind TEXT NOT NULL, staff_id TEXT,
    host_id TEXT NOT NULL, host_name TEXT NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL,
    starts_at TEXT, ends_at TEXT, time_zone TEXT NOT NULL, city TEXT NOT NULL, neighbourhood TEXT NOT NULL,
    guests INTEGER NOT NULL, guest_name TEXT NOT NULL, guest_phone TEXT NOT NULL, note TEXT NOT NULL,
    revision INTEGER NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX assignment_starts ON assignment (starts_at);
