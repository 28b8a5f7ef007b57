-- Confirmed bookings whose claims are not exactly what they say they have: their items, and the parts of those.
WITH RECURSIVE wanted AS (
    SELECT booking.id AS booking_id, (item ->> 'unit_id')::uuid AS unit_id
    FROM booking, jsonb_array_elements(booking.items) AS item
    WHERE booking.status = 'confirmed' AND booking.items <> '[]'
    UNION
    SELECT id, unit_id FROM booking WHERE status = 'confirmed' AND items = '[]'
    UNION
    SELECT wanted.booking_id, unit_link.part_unit_id
    FROM wanted JOIN unit_link ON unit_link.whole_unit_id = wanted.unit_id
), had AS (
    SELECT claim.booking_id, claim.unit_id FROM claim JOIN booking ON booking.id = claim.booking_id
    WHERE booking.status = 'confirmed'
)
SELECT format('booking %s: unit %s is %s', coalesce(wanted.booking_id, had.booking_id),
              coalesce(wanted.unit_id, had.unit_id),
              CASE WHEN had.unit_id IS NULL THEN 'booked without a claim' ELSE 'claimed without being booked' END)
FROM wanted FULL JOIN had ON had.booking_id = wanted.booking_id AND had.unit_id = wanted.unit_id
WHERE wanted.unit_id IS NULL OR had.unit_id IS NULL
