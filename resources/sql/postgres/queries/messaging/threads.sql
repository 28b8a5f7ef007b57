SELECT row_to_json(answer)::text, (extract(epoch FROM answer.last_message_at::timestamptz) * 1000000)::bigint, answer.id
FROM (SELECT thread.id, thread.booking_id, booking.code AS booking_code, thread.contact_id, contact.name AS contact_name,
             thread.message_count, thread.host_read, thread.guest_read,
             (SELECT count(*) FROM message
              WHERE message.thread_id = thread.id AND message.position > thread.host_read AND message.author <> 'host')
                 AS unread,
             to_char(thread.last_message_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS last_message_at,
             (SELECT left(message.text, 200) FROM message
              WHERE message.thread_id = thread.id AND message.position = thread.message_count) AS last_text
      FROM thread
          LEFT JOIN booking ON booking.id = thread.booking_id
          LEFT JOIN contact ON contact.id = thread.contact_id
      WHERE thread.tenant_id = :tenant_id::uuid
        AND (:booking_id::uuid IS NULL OR thread.booking_id = :booking_id::uuid)
        AND (:after_micros::bigint IS NULL
             OR (thread.last_message_at, thread.id)
                < (timestamptz 'epoch' + least(greatest(:after_micros::bigint, 0), 253402300799000000) * interval '1 microsecond', :after_id::uuid))
      ORDER BY thread.last_message_at DESC, thread.id DESC
      LIMIT :limit::integer) AS answer
