WITH grown AS (
    UPDATE thread
    SET message_count = message_count + 1, last_message_at = :now::timestamptz,
        -- Who writes has read what stands above, but not what came while they were writing offline.
        host_read = host_read + CASE WHEN :author::text = 'host' AND host_read = message_count THEN 1 ELSE 0 END,
        guest_read = guest_read + CASE WHEN :author::text = 'guest' AND guest_read = message_count THEN 1 ELSE 0 END
    WHERE id = :thread_id::uuid AND tenant_id = :tenant_id::uuid
    RETURNING id, tenant_id, message_count
)
INSERT INTO message (id, tenant_id, thread_id, position, author, author_user_id, text, sent_at, version)
SELECT :id::uuid, tenant_id, id, message_count, :author::text, :user_id::uuid, :text::text, :now::timestamptz, 0
FROM grown
