-- Claims without a living booking, hold or block, or of another tenant, or that end at another time than their hold. What
-- is left of an expired hold, of which somebody took a part, may stay until it is swept: it is as good as gone.
SELECT format('claim %s (%s) of booking %s (%s), hold %s (ended %s), block %s', claim.id, claim.state, booking.id,
              booking.status, hold.id, hold.ended_at, block.id)
FROM claim
    LEFT JOIN booking ON booking.id = claim.booking_id
    LEFT JOIN hold ON hold.id = claim.hold_id
    LEFT JOIN block ON block.id = claim.block_id
    LEFT JOIN unit ON unit.id = claim.unit_id
WHERE num_nonnulls(booking.id, hold.id, block.id) <> 1
   OR unit.id IS NULL OR unit.tenant_id <> claim.tenant_id
   OR coalesce(booking.tenant_id, hold.tenant_id, block.tenant_id) <> claim.tenant_id
   OR (hold.id IS NOT NULL AND (claim.state <> 'held' OR (hold.ended_at IS NOT NULL AND (hold.end_reason <> 'expired' OR claim.expires_at > now()))
                                OR claim.expires_at IS DISTINCT FROM hold.expires_at))
   OR (block.id IS NOT NULL AND claim.state <> 'blocked')
   OR (booking.id IS NOT NULL
       AND claim.state <> CASE booking.status WHEN 'pending' THEN 'held' ELSE 'booked' END)
   OR (booking.status = 'pending' AND claim.expires_at IS DISTINCT FROM booking.expires_at)
