INSERT INTO task (id, tenant_id, title, notes, due_on, due_at, listing_id, booking_id, unit_id, assignee_id, staff_id, state,
                  checklist, created_by, created_at, version)
SELECT :id::uuid, :tenant_id::uuid, title, coalesce(notes, ''), due_on, due_at, listing_id, booking_id, unit_id, assignee_id,
       staff_id, 'open', :checklist::jsonb, :user_id::uuid, :now::timestamptz, 0
FROM jsonb_to_record(:fields::jsonb)
    AS field (title text, notes text, due_on date, due_at time, listing_id uuid, booking_id uuid, unit_id uuid,
              assignee_id uuid, staff_id uuid)
