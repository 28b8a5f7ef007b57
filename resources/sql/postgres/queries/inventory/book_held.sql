-- What a request holds becomes what its booking has taken. The unit that was asked for first.
WITH booked AS (
    UPDATE claim SET state = 'booked', expires_at = NULL
    WHERE booking_id = :booking_id::uuid AND tenant_id = :tenant_id::uuid AND state = 'held'
    RETURNING unit_id, role
)
SELECT booked.unit_id FROM booked JOIN unit ON unit.id = booked.unit_id
WHERE booked.role = 'unit' ORDER BY unit.position, unit.id LIMIT 1
