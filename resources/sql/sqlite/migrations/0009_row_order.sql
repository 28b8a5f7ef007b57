-- The tables that grow large keep their rows in the order in which they came. In the order of their ids (WITHOUT ROWID), a
-- first sync put each row at a random place, a booking with its quote took a page of its own, and each index held the
-- ids once more. The index of the ids is one like the others, so that a snapshot can be loaded without it.
CREATE TABLE booking_rows (
    id TEXT NOT NULL, tenant_id TEXT NOT NULL, code TEXT NOT NULL, listing_id TEXT NOT NULL, unit_id TEXT,
    contact_id TEXT, status TEXT NOT NULL, check_in TEXT NOT NULL, check_out TEXT NOT NULL, guests INTEGER NOT NULL,
    total_minor INTEGER, currency TEXT NOT NULL, source TEXT NOT NULL, message TEXT NOT NULL, requested_at TEXT NOT NULL,
    expires_at TEXT, decided_at TEXT, revision INTEGER NOT NULL, version INTEGER NOT NULL,
    kind TEXT NOT NULL DEFAULT 'stay', starts_at TEXT, ends_at TEXT, time_zone TEXT, pets INTEGER NOT NULL DEFAULT 0,
    items TEXT NOT NULL DEFAULT '[]', quote TEXT, policy TEXT, refund TEXT, ended_by TEXT
);
INSERT INTO booking_rows SELECT * FROM booking;
DROP TABLE booking;
ALTER TABLE booking_rows RENAME TO booking;
CREATE UNIQUE INDEX booking_id ON booking (id);
CREATE INDEX booking_listing ON booking (listing_id, check_in);
CREATE INDEX booking_check_in ON booking (check_in);
CREATE INDEX booking_status ON booking (status, check_in) WHERE status = 'pending';
CREATE INDEX booking_code ON booking (code);
CREATE INDEX booking_check_out ON booking (check_out);

CREATE TABLE contact_rows (
    id TEXT NOT NULL, tenant_id TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
    notes TEXT NOT NULL, version INTEGER NOT NULL
);
INSERT INTO contact_rows SELECT * FROM contact;
DROP TABLE contact;
ALTER TABLE contact_rows RENAME TO contact;
CREATE UNIQUE INDEX contact_id ON contact (id);

CREATE TABLE review_rows (
    id TEXT NOT NULL, tenant_id TEXT NOT NULL, listing_id TEXT NOT NULL, booking_id TEXT, author TEXT NOT NULL,
    rating INTEGER, comment TEXT NOT NULL, reply TEXT, reviewed_on TEXT NOT NULL, version INTEGER NOT NULL
);
INSERT INTO review_rows SELECT * FROM review;
DROP TABLE review;
ALTER TABLE review_rows RENAME TO review;
CREATE UNIQUE INDEX review_id ON review (id);
CREATE INDEX review_listing ON review (listing_id, reviewed_on);

-- A snapshot that was being loaded lacks the indexes that were dropped for it.
DELETE FROM snapshot_load;
