-- Bookings in a final state that still take future time.
SELECT format('booking %s is %s and has claim %s over %s', booking.id, booking.status, claim.id, claim.during)
FROM booking JOIN claim ON claim.booking_id = booking.id
WHERE booking.status IN ('declined', 'withdrawn', 'expired', 'cancelled')
   OR (booking.status IN ('no_show', 'completed') AND upper(claim.during) > now())
