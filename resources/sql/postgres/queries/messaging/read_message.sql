SELECT row_to_json(answer)::text
FROM (SELECT message.id, message.thread_id, message.position, message.author, message.text,
             roost_wire_time(message.sent_at) AS sent_at
      FROM message WHERE message.id = :id::uuid AND message.tenant_id = :tenant_id::uuid) AS answer
