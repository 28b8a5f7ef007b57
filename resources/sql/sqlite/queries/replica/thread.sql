SELECT thread.id, thread.tenant_id, thread.booking_id, thread.contact_id, booking.code,
       roost_show(contact.name, 'contact', contact.id, 'name'),
       thread.message_count, thread.last_message_at, thread.host_read, thread.guest_read,
       (SELECT count(*) FROM message
        WHERE message.thread_id = thread.id AND message.position > thread.host_read AND message.author <> 'host') AS unread,
       (SELECT substr(roost_show(message.text, 'message', message.id, 'text'), 1, 200) FROM message
        WHERE message.thread_id = thread.id ORDER BY message.position DESC LIMIT 1),
       shadow.row_id IS NOT NULL
FROM thread
    LEFT JOIN booking ON booking.id = thread.booking_id
    LEFT JOIN contact ON contact.id = coalesce(thread.contact_id, booking.contact_id)
    LEFT JOIN shadow ON shadow.table_name = 'thread' AND shadow.row_id = thread.id
WHERE thread.id = :id
