UPDATE task
SET (title, notes, due_on, due_at, listing_id, booking_id, unit_id, assignee_id, staff_id, state, checklist, completed_at,
     completed_by, revision)
  = (SELECT field.title, field.notes, field.due_on, field.due_at, field.listing_id, field.booking_id, field.unit_id,
            field.assignee_id, field.staff_id, field.state, :checklist::jsonb,
            CASE WHEN field.state = 'done' THEN coalesce(task.completed_at, :now::timestamptz) END,
            CASE WHEN field.state = 'done' THEN coalesce(task.completed_by, :user_id::uuid) END, task.revision + 1
     FROM jsonb_to_record(:fields::jsonb)
         AS field (title text, notes text, due_on date, due_at time, listing_id uuid, booking_id uuid, unit_id uuid,
                   assignee_id uuid, staff_id uuid, state text))
WHERE task.id = :id::uuid AND task.tenant_id = :tenant_id::uuid
