-- Bookings whose audit trail is not complete: an entry for each revision, each beginning where the one before ended, the
-- last one in the present state.
WITH trail AS (
    SELECT entity_id, from_state, to_state, lag(to_state) OVER (PARTITION BY entity_id ORDER BY id) AS state_before,
           row_number() OVER (PARTITION BY entity_id ORDER BY id) AS step,
           row_number() OVER (PARTITION BY entity_id ORDER BY id DESC) AS steps_left
    FROM audit_entry WHERE entity = 'booking' AND to_state IS NOT NULL
)
SELECT format('booking %s: step %s goes from %s, but the one before ended in %s', entity_id, step, from_state, state_before)
FROM trail WHERE from_state IS DISTINCT FROM state_before
UNION ALL
SELECT format('booking %s (%s) is %s in revision %s; its trail ends in %s after %s steps', booking.id, booking.source,
              booking.status, booking.revision, trail.to_state, trail.step)
FROM booking LEFT JOIN trail ON trail.entity_id = booking.id AND trail.steps_left = 1
WHERE booking.source <> 'inside_airbnb' AND booking.source NOT LIKE 'demo%'
  AND (trail.to_state IS DISTINCT FROM booking.status OR trail.step IS DISTINCT FROM booking.revision)
