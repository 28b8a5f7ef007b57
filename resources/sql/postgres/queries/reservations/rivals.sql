-- The requests for nights of a listing that hold nothing, the eldest first.
SELECT booking.id, booking.tenant_id, booking.code, booking.listing_id, booking.unit_id, booking.guest_user_id,
       booking.status, booking.check_in, booking.check_out, booking.guests, booking.total_minor, booking.currency,
       to_char(booking.expires_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), booking.revision, booking.kind,
       to_char(booking.starts_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       to_char(booking.ends_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), booking.time_zone, booking.pets,
       booking.items::text, booking.quote::text, booking.policy::text
FROM booking
WHERE booking.tenant_id = :tenant_id::uuid AND booking.listing_id = :listing_id::uuid AND booking.status = 'pending'
  AND booking.id <> :id::uuid AND booking.check_in < :to_date::date AND booking.check_out > :from_date::date
  AND NOT EXISTS (SELECT FROM claim WHERE claim.booking_id = booking.id)
ORDER BY booking.requested_at, booking.id
FOR UPDATE
