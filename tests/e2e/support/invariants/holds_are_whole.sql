-- Living holds without all of their claims, confirmed ones without their booking, ended ones with claims.
WITH RECURSIVE wanted AS (
    SELECT hold.id AS hold_id, (item ->> 'unit_id')::uuid AS unit_id
    FROM hold, jsonb_array_elements(hold.items) AS item
    WHERE hold.ended_at IS NULL AND hold.expires_at > now() + interval '1 second'
    UNION
    SELECT wanted.hold_id, unit_link.part_unit_id
    FROM wanted JOIN unit_link ON unit_link.whole_unit_id = wanted.unit_id
)
SELECT format('hold %s: unit %s has no claim', wanted.hold_id, wanted.unit_id)
FROM wanted LEFT JOIN claim ON claim.hold_id = wanted.hold_id AND claim.unit_id = wanted.unit_id
WHERE claim.id IS NULL
UNION ALL
SELECT format('hold %s ended as %s with booking %s', hold.id, hold.end_reason, booking.id)
FROM hold LEFT JOIN booking ON booking.id = hold.booking_id
WHERE (hold.end_reason IS NOT DISTINCT FROM 'confirmed') <> (booking.id IS NOT NULL)
UNION ALL
SELECT format('hold %s ended as %s and has claim %s', hold.id, hold.end_reason, claim.id)
FROM hold JOIN claim ON claim.hold_id = hold.id
WHERE hold.ended_at IS NOT NULL AND (hold.end_reason <> 'expired' OR claim.expires_at > now())
