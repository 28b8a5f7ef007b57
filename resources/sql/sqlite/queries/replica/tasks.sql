SELECT task.id, tenant_id, title, notes, due_on, due_at, listing_id, booking_id, unit_id, assignee_id, staff_id, state,
       checklist, created_at, completed_at, revision, shadow.row_id IS NOT NULL
FROM task LEFT JOIN shadow ON shadow.table_name = 'task' AND shadow.row_id = task.id
WHERE (:states = '' OR instr(:states, ',' || state || ',') > 0)
  AND (:listing_id IS NULL OR listing_id = :listing_id)
  AND (:booking_id IS NULL OR booking_id = :booking_id)
  AND (:due_before IS NULL OR due_on < :due_before)
ORDER BY due_on IS NULL, due_on, due_at IS NULL, due_at, task.id LIMIT :limit OFFSET :offset
