INSERT INTO thread (id, tenant_id, booking_id, contact_id, guest_user_id, last_message_at, version)
VALUES (:id::uuid, :tenant_id::uuid, :booking_id::uuid, :contact_id::uuid, :guest_user_id::uuid, :now::timestamptz, 0)
ON CONFLICT (id) DO NOTHING
