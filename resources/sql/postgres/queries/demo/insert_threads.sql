-- Conversations about the transaction's tenant's bookings.
INSERT INTO thread (id, tenant_id, booking_id, contact_id, message_count, host_read, guest_read, last_message_at, version)
SELECT id, roost_tenant(), booking_id, contact_id, message_count, host_read, guest_read, last_message_at, 0
FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, booking_id uuid, contact_id uuid, message_count integer,
    host_read integer, guest_read integer, last_message_at timestamptz)
