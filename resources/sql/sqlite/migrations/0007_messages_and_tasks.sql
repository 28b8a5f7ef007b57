-- Threads, messages and tasks: schema version 3.
CREATE TABLE thread (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, booking_id TEXT, contact_id TEXT, message_count INTEGER NOT NULL,
    last_message_at TEXT NOT NULL, host_read INTEGER NOT NULL, guest_read INTEGER NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX thread_booking ON thread (booking_id);
CREATE INDEX thread_latest ON thread (last_message_at);
CREATE TABLE message (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, thread_id TEXT NOT NULL, position INTEGER NOT NULL,
    author TEXT NOT NULL, author_user_id TEXT, text TEXT NOT NULL, sent_at TEXT NOT NULL, version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX message_thread ON message (thread_id, position);
CREATE TABLE task (
    id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, title TEXT NOT NULL, notes TEXT NOT NULL, due_on TEXT, due_at TEXT,
    listing_id TEXT, booking_id TEXT, unit_id TEXT, assignee_id TEXT, staff_id TEXT, state TEXT NOT NULL,
    checklist TEXT NOT NULL, created_at TEXT NOT NULL, completed_at TEXT, revision INTEGER NOT NULL,
    version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX task_due ON task (due_on);

-- What the server has of these tables already has to be fetched.
UPDATE cursor SET epoch = '';
DELETE FROM snapshot_load;
