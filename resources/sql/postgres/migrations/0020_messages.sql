-- What hosts and guests write to each other (docs/sync.md, "Merging"): a thread for each booking, and one for each
-- contact outside of any booking. Mail, SMS and automation will append to the same threads.
CREATE TABLE thread (
    id              uuid PRIMARY KEY,
    tenant_id       uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    booking_id      uuid UNIQUE REFERENCES booking ON DELETE CASCADE,
    contact_id      uuid REFERENCES contact ON DELETE CASCADE,
    -- The guest who reads and writes here, too.
    guest_user_id   uuid REFERENCES user_account ON DELETE SET NULL,
    message_count   integer NOT NULL DEFAULT 0 CHECK (message_count >= 0),
    last_message_at timestamptz NOT NULL,
    -- How far each side has read: the position of a message. They only go up.
    host_read       integer NOT NULL DEFAULT 0,
    guest_read      integer NOT NULL DEFAULT 0,
    version         bigint NOT NULL,
    CHECK (host_read BETWEEN 0 AND message_count AND guest_read BETWEEN 0 AND message_count),
    CHECK (booking_id IS NOT NULL OR contact_id IS NOT NULL)
);
CREATE INDEX ON thread (tenant_id, last_message_at, id);
CREATE INDEX ON thread (contact_id);
CREATE INDEX ON thread (guest_user_id) WHERE guest_user_id IS NOT NULL;

CREATE TABLE message (
    id             uuid PRIMARY KEY,
    tenant_id      uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    thread_id      uuid NOT NULL REFERENCES thread ON DELETE CASCADE,
    -- 1, 2, 3, … in the order in which the server got them, without gaps.
    position       integer NOT NULL CHECK (position >= 1),
    author         text NOT NULL CHECK (author IN ('host', 'guest', 'system')),
    author_user_id uuid REFERENCES user_account ON DELETE SET NULL,
    text           text NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    sent_at        timestamptz NOT NULL,
    version        bigint NOT NULL,
    UNIQUE (thread_id, position)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON thread, message TO roost_app;
SELECT roost_protect('thread'), roost_sync_table('thread');
SELECT roost_protect('message'), roost_sync_table('message');
-- A guest reads the threads of their own bookings, whichever tenant they are with.
CREATE POLICY own_threads ON thread FOR SELECT TO roost_app USING (guest_user_id = roost_user());
CREATE POLICY own_messages ON message FOR SELECT TO roost_app
    USING (EXISTS (SELECT FROM thread WHERE thread.id = message.thread_id AND thread.guest_user_id = roost_user()));

CREATE VIEW wire_thread WITH (security_invoker = true) AS
SELECT tenant_id, id, version,
       json_build_array(id, booking_id, contact_id, message_count, roost_wire_time(last_message_at), host_read, guest_read,
                        version) AS cells
FROM thread;

CREATE VIEW wire_message WITH (security_invoker = true) AS
SELECT tenant_id, id, version,
       json_build_array(id, thread_id, position, author, author_user_id, text, roost_wire_time(sent_at), version) AS cells
FROM message;

GRANT SELECT ON wire_thread, wire_message TO roost_app;
