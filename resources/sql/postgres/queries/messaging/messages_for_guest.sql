SELECT row_to_json(answer)::text, answer.position
FROM (SELECT message.id, message.thread_id, message.position, message.author, message.text,
             roost_wire_time(message.sent_at) AS sent_at
      FROM message JOIN thread ON thread.id = message.thread_id
      WHERE thread.booking_id = :booking_id::uuid AND thread.guest_user_id = :guest::uuid
        AND (:before::bigint IS NULL OR message.position < :before::bigint)
      ORDER BY message.position DESC
      LIMIT :limit::integer) AS answer
