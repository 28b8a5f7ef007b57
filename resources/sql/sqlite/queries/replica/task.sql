SELECT task.id, tenant_id, title, notes, due_on, due_at, listing_id, booking_id, unit_id, assignee_id, staff_id, state,
       checklist, created_at, completed_at, revision, shadow.row_id IS NOT NULL
FROM task LEFT JOIN shadow ON shadow.table_name = 'task' AND shadow.row_id = task.id
WHERE task.id = :id
