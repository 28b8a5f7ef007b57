SELECT json_build_object('title', task.title, 'notes', task.notes, 'due_on', task.due_on,
                         'due_at', to_char(task.due_at, 'HH24:MI'), 'listing_id', task.listing_id,
                         'booking_id', task.booking_id, 'unit_id', task.unit_id, 'assignee_id', task.assignee_id,
                         'staff_id', task.staff_id, 'state', task.state)::text,
       task.checklist::text, task.revision, member.user_id
FROM task LEFT JOIN member ON member.id = task.assignee_id
WHERE task.id = :id::uuid AND task.tenant_id = :tenant_id::uuid
FOR UPDATE OF task
