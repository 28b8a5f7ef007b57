SELECT contact_id, guest_user_id FROM booking WHERE id = :booking_id::uuid AND tenant_id = :tenant_id::uuid
