SELECT id, tenant_id, thread_id, position, author, author_user_id, roost_show(text, 'message', id, 'text'), sent_at, tentative
FROM (SELECT message.*, shadow.row_id IS NOT NULL AS tentative
      FROM message LEFT JOIN shadow ON shadow.table_name = 'message' AND shadow.row_id = message.id
      WHERE thread_id = :thread_id
      ORDER BY position DESC, message.id DESC LIMIT :limit)
ORDER BY position, id
