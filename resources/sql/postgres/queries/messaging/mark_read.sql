UPDATE thread
SET host_read = CASE WHEN :side::text = 'host' THEN greatest(host_read, message.position) ELSE host_read END,
    guest_read = CASE WHEN :side::text = 'guest' THEN greatest(guest_read, message.position) ELSE guest_read END
FROM message
WHERE thread.id = :thread_id::uuid AND thread.tenant_id = :tenant_id::uuid
  AND message.id = :message_id::uuid AND message.thread_id = thread.id
  AND message.position > CASE WHEN :side::text = 'host' THEN host_read ELSE guest_read END
