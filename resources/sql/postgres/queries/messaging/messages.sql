SELECT row_to_json(answer)::text, answer.position
FROM (SELECT message.id, message.thread_id, message.position, message.author,
             message.author_user_id, user_account.display_name AS author_name, message.text,
             roost_wire_time(message.sent_at) AS sent_at
      FROM message LEFT JOIN user_account ON user_account.id = message.author_user_id
      WHERE message.thread_id = :thread_id::uuid AND message.tenant_id = :tenant_id::uuid
        AND (:before::bigint IS NULL OR message.position < :before::bigint)
      ORDER BY message.position DESC
      LIMIT :limit::integer) AS answer
