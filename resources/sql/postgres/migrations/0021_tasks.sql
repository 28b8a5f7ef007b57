-- What is to be done: cleanings, repairs, calls. Staff see their own (domain.md, "Who").
CREATE TABLE task (
    id           uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    notes        text NOT NULL DEFAULT '' CHECK (length(notes) <= 10000),
    -- A date and a time of day at the listing, or at the tenant for a task without one.
    due_on       date,
    due_at       time,
    listing_id   uuid REFERENCES listing ON DELETE SET NULL,
    booking_id   uuid REFERENCES booking ON DELETE SET NULL,
    unit_id      uuid REFERENCES unit ON DELETE SET NULL,
    -- Who does it: somebody with an account, or a staff member who has none.
    assignee_id  uuid REFERENCES member ON DELETE SET NULL,
    staff_id     uuid REFERENCES staff_member ON DELETE SET NULL,
    state        text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'in_progress', 'done', 'cancelled')),
    -- [{"id", "text", "done"}]
    checklist    jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(checklist) = 'array'),
    created_by   uuid REFERENCES user_account ON DELETE SET NULL,
    created_at   timestamptz NOT NULL,
    completed_by uuid REFERENCES user_account ON DELETE SET NULL,
    completed_at timestamptz,
    -- Counts the changes.
    revision     integer NOT NULL DEFAULT 1,
    version      bigint NOT NULL,
    CHECK (due_at IS NULL OR due_on IS NOT NULL),
    CHECK ((state = 'done') = (completed_at IS NOT NULL))
);
CREATE INDEX ON task (tenant_id, due_on, id);
CREATE INDEX ON task (listing_id);
CREATE INDEX ON task (booking_id);
CREATE INDEX ON task (unit_id);
CREATE INDEX ON task (assignee_id);
CREATE INDEX ON task (staff_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON task TO roost_app;
SELECT roost_protect('task'), roost_sync_table('task');

CREATE VIEW wire_task WITH (security_invoker = true) AS
SELECT tenant_id, id, version,
       json_build_array(id, title, notes, due_on, to_char(due_at, 'HH24:MI'), listing_id, booking_id, unit_id, assignee_id,
                        staff_id, state, checklist, roost_wire_time(created_at), roost_wire_time(completed_at), revision,
                        version) AS cells
FROM task;
GRANT SELECT ON wire_task TO roost_app;
