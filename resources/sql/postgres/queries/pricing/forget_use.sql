DELETE FROM promotion_use WHERE booking_id = :booking_id::uuid AND tenant_id = :tenant_id::uuid
