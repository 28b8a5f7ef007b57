-- The hold of a request becomes the claim of a booking.
UPDATE claim SET state = 'booked', expires_at = NULL
WHERE booking_id = :booking_id::uuid AND tenant_id = :tenant_id::uuid AND state = 'held'
RETURNING unit_id
