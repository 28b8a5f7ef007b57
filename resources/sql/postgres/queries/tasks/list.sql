SELECT row_to_json(answer)::text, coalesce(answer.due_on, '9999-12-31'::date)::text, answer.id
FROM (SELECT task.id, task.title, task.notes, task.due_on, to_char(task.due_at, 'HH24:MI') AS due_at, task.listing_id,
             task.booking_id, task.unit_id, task.assignee_id, task.staff_id, task.state, task.checklist,
             roost_wire_time(task.created_at) AS created_at, roost_wire_time(task.completed_at) AS completed_at,
             task.revision
      FROM task LEFT JOIN member ON member.id = task.assignee_id
      WHERE task.tenant_id = :tenant_id::uuid
        AND (:only_user::uuid IS NULL OR member.user_id = :only_user::uuid)
        AND (:state::text IS NULL OR task.state = :state::text)
        AND (:listing_id::uuid IS NULL OR task.listing_id = :listing_id::uuid)
        AND (:after_due::date IS NULL
             OR (coalesce(task.due_on, '9999-12-31'::date), task.id) > (:after_due::date, :after_id::uuid))
      ORDER BY coalesce(task.due_on, '9999-12-31'::date), task.id
      LIMIT :limit::integer) AS answer
