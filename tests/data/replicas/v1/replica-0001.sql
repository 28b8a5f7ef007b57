-- A replica of schema version 1.
CREATE TABLE block (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, listing_id TEXT NOT NULL, unit_id TEXT NOT NULL,
    from_date TEXT NOT NULL, to_date TEXT NOT NULL, note TEXT NOT NULL, source TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO "block" VALUES('0190f3c4-0000-7000-8000-000000000051','0190f3c4-0000-7000-8000-000000000001','0190f3c4-0000-7000-8000-000000000011','0190f3c4-0000-7000-8000-000000000021','2026-07-01','2026-07-05','','host',40);
CREATE TABLE booking (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, code TEXT NOT NULL, listing_id TEXT NOT NULL, unit_id TEXT,
    contact_id TEXT, status TEXT NOT NULL, check_in TEXT NOT NULL, check_out TEXT NOT NULL, guests INTEGER NOT NULL,
    total_minor INTEGER, currency TEXT NOT NULL, source TEXT NOT NULL, message TEXT NOT NULL, requested_at TEXT NOT NULL,
    expires_at TEXT, decided_at TEXT, revision INTEGER NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO "booking" VALUES('0190f3c4-0000-7000-8000-000000000041','0190f3c4-0000-7000-8000-000000000001','BK-000041','0190f3c4-0000-7000-8000-000000000011','0190f3c4-0000-7000-8000-000000000021','0190f3c4-0000-7000-8000-000000000031','confirmed','2026-05-01','2026-05-04',2,300000,'NOK','direct','We come late.','2026-03-01T10:00:00.000Z',NULL,NULL,1,41);
CREATE TABLE contact (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
    notes TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO "contact" VALUES('0190f3c4-0000-7000-8000-000000000031','0190f3c4-0000-7000-8000-000000000001','Kari Nordmann','kari@example.org','+47 22 22 22 22','',31);
CREATE TABLE cursor (
    scope TEXT PRIMARY KEY, epoch TEXT NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
    synced_at TEXT
) WITHOUT ROWID;
INSERT INTO "cursor" VALUES('t:0190f3c4-0000-7000-8000-000000000001','0190f3c4-0000-7000-8000-00000000e001',41,'Fjord Homes','owner','2026-03-01T10:30:00.000Z');
CREATE TABLE listing (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL,
    status TEXT NOT NULL, time_zone TEXT NOT NULL, currency TEXT NOT NULL, base_price_minor INTEGER,
    min_nights INTEGER NOT NULL, max_nights INTEGER, check_in_time TEXT NOT NULL, check_out_time TEXT NOT NULL,
    preparation_days INTEGER NOT NULL, max_guests INTEGER NOT NULL, instant_book INTEGER NOT NULL,
    hold_pending INTEGER NOT NULL, city TEXT NOT NULL, neighbourhood TEXT NOT NULL, country TEXT NOT NULL,
    latitude REAL, longitude REAL, room_type TEXT NOT NULL, source TEXT, source_id TEXT, version INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO "listing" VALUES('0190f3c4-0000-7000-8000-000000000011','0190f3c4-0000-7000-8000-000000000001','stay','Sky loft','','published','Europe/Oslo','NOK',100000,2,NULL,'15:00','11:00',0,4,1,0,'Oslo','','NO',59.9,10.0,'',NULL,NULL,11);
INSERT INTO "listing" VALUES('0190f3c4-0000-7000-8000-000000000012','0190f3c4-0000-7000-8000-000000000001','stay','Cellar','','published','Europe/Oslo','NOK',100000,2,NULL,'15:00','11:00',0,4,1,0,'Oslo','','NO',59.9,10.0,'',NULL,NULL,12);
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
INSERT INTO "outbox" VALUES(1,8,'0190f3c4-0000-7000-8000-000000000101','t:0190f3c4-0000-7000-8000-000000000001','listing.edit',1,'{"changes":{"title":"Sky loft"},"listing_id":"0190f3c4-0000-7000-8000-000000000011"}','{"title":"Loft"}','2026-03-01T11:00:00.000Z','waiting',0,NULL,NULL,NULL);
INSERT INTO "outbox" VALUES(2,9,'0190f3c4-0000-7000-8000-000000000102','t:0190f3c4-0000-7000-8000-000000000001','calendar.block',1,'{"block_id":"0190f3c4-0000-7000-8000-000000000051","from_date":"2026-07-01","listing_id":"0190f3c4-0000-7000-8000-000000000011","note":"","to_date":"2026-07-05","unit_id":"0190f3c4-0000-7000-8000-000000000021"}','{}','2026-03-01T11:00:00.000Z','waiting',0,NULL,NULL,NULL);
INSERT INTO "outbox" VALUES(3,10,'0190f3c4-0000-7000-8000-000000000103','t:0190f3c4-0000-7000-8000-000000000001','booking.accept',1,'{"booking_id":"0190f3c4-0000-7000-8000-000000000041"}','{"status":"pending"}','2026-03-01T11:00:00.000Z','waiting',0,NULL,NULL,NULL);
INSERT INTO "outbox" VALUES(4,7,'0190f3c4-0000-7000-8000-000000000107','t:0190f3c4-0000-7000-8000-000000000001','listing.edit',1,'{"changes":{"min_nights":2},"listing_id":"0190f3c4-0000-7000-8000-000000000011"}','{"min_nights":1}','2026-03-01T10:00:00.000Z','done',0,NULL,'{"code":"","conflicts":[],"message":"","mid":7,"mutation_id":"0190f3c4-0000-7000-8000-000000000107","result":"applied","theirs":{}}','2026-03-01T10:00:05.000Z');
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
INSERT INTO "problem" VALUES('0190f3c4-0000-7000-8000-000000000201','2026-03-01T09:00:00.000Z','t:0190f3c4-0000-7000-8000-000000000001','0190f3c4-0000-7000-8000-000000000106','calendar.block','DATES_TAKEN','A guest has booked these nights.','block','0190f3c4-0000-7000-8000-000000000052','','{}','{"from_date":"2026-05-02","to_date":"2026-05-03"}','{"taken":[]}','{"block_id":"0190f3c4-0000-7000-8000-000000000052","from_date":"2026-05-02","listing_id":"0190f3c4-0000-7000-8000-000000000011","note":"","to_date":"2026-05-03","unit_id":"0190f3c4-0000-7000-8000-000000000021"}','open',NULL);
CREATE TABLE review (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, listing_id TEXT NOT NULL, booking_id TEXT, author TEXT NOT NULL,
    rating INTEGER, comment TEXT NOT NULL, reply TEXT, reviewed_on TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE schema_migration (version integer PRIMARY KEY, name text NOT NULL, applied_at text NOT NULL);
INSERT INTO "schema_migration" VALUES(1,'replica','2026-03-01T12:00:00Z');
INSERT INTO "schema_migration" VALUES(2,'indexes','2026-03-01T12:00:00Z');
CREATE TABLE shadow (
    table_name TEXT NOT NULL, row_id TEXT NOT NULL, scope TEXT NOT NULL, row_json TEXT,
    PRIMARY KEY (table_name, row_id)
) WITHOUT ROWID;
INSERT INTO "shadow" VALUES('block','0190f3c4-0000-7000-8000-000000000051','t:0190f3c4-0000-7000-8000-000000000001',NULL);
INSERT INTO "shadow" VALUES('booking','0190f3c4-0000-7000-8000-000000000041','t:0190f3c4-0000-7000-8000-000000000001','{"check_in":"2026-05-01","check_out":"2026-05-04","code":"BK-000041","contact_id":"0190f3c4-0000-7000-8000-000000000031","currency":"NOK","decided_at":null,"expires_at":null,"guests":2,"id":"0190f3c4-0000-7000-8000-000000000041","listing_id":"0190f3c4-0000-7000-8000-000000000011","message":"We come late.","requested_at":"2026-03-01T10:00:00.000Z","revision":1,"source":"direct","status":"pending","total_minor":300000,"unit_id":"0190f3c4-0000-7000-8000-000000000021","version":41}');
INSERT INTO "shadow" VALUES('listing','0190f3c4-0000-7000-8000-000000000011','t:0190f3c4-0000-7000-8000-000000000001','{"base_price_minor":100000,"check_in_time":"15:00","check_out_time":"11:00","city":"Oslo","country":"NO","currency":"NOK","hold_pending":false,"id":"0190f3c4-0000-7000-8000-000000000011","instant_book":true,"kind":"stay","latitude":59.9,"longitude":10.0,"max_guests":4,"max_nights":null,"min_nights":2,"neighbourhood":"","preparation_days":0,"room_type":"","source":null,"source_id":null,"status":"published","summary":"","time_zone":"Europe/Oslo","title":"Loft","version":11}');
CREATE TABLE snapshot_index (name TEXT PRIMARY KEY, definition TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE snapshot_load (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), scope TEXT NOT NULL, epoch TEXT NOT NULL,
    start_version INTEGER, table_name TEXT NOT NULL, after_key TEXT NOT NULL, rows_loaded INTEGER NOT NULL
);
CREATE TABLE sync_client (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), client_id TEXT NOT NULL, next_mid INTEGER NOT NULL,
    last_acked_mid INTEGER NOT NULL, server_url TEXT NOT NULL DEFAULT '', user_id TEXT NOT NULL DEFAULT '',
    user_email TEXT NOT NULL DEFAULT ''
);
INSERT INTO "sync_client" VALUES(1,'0190f3c4-0000-7000-8000-00000000c001',11,7,'https://roost.example','0190f3c4-0000-7000-8000-000000000901','ada@example.org');
CREATE TABLE tenant (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, name TEXT NOT NULL, currency TEXT NOT NULL, time_zone TEXT NOT NULL,
    locale TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO "tenant" VALUES('0190f3c4-0000-7000-8000-000000000001','0190f3c4-0000-7000-8000-000000000001','Fjord Homes','NOK','Europe/Oslo','en',1);
CREATE TABLE unit (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, listing_id TEXT NOT NULL, name TEXT NOT NULL,
    position INTEGER NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO "unit" VALUES('0190f3c4-0000-7000-8000-000000000021','0190f3c4-0000-7000-8000-000000000001','0190f3c4-0000-7000-8000-000000000011','1',0,12);
INSERT INTO "unit" VALUES('0190f3c4-0000-7000-8000-000000000022','0190f3c4-0000-7000-8000-000000000001','0190f3c4-0000-7000-8000-000000000012','1',0,13);
CREATE INDEX outbox_state ON outbox (state, seq);
CREATE INDEX problem_state ON problem (state, created_at);
CREATE INDEX unit_listing ON unit (listing_id, position);
CREATE INDEX booking_listing ON booking (listing_id, check_in);
CREATE INDEX booking_check_in ON booking (check_in);
CREATE INDEX booking_status ON booking (status, check_in) WHERE status = 'pending';
CREATE INDEX block_listing ON block (listing_id, from_date);
CREATE INDEX review_listing ON review (listing_id, reviewed_on);
CREATE INDEX booking_code ON booking (code);
CREATE INDEX booking_check_out ON booking (check_out);
