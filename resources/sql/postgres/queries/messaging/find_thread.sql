SELECT booking_id, contact_id, message_count, host_read, guest_read
FROM thread WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
FOR UPDATE
