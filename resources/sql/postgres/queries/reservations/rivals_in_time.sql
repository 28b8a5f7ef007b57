-- The requests that hold nothing for seats of the booking's session, or for appointments of its time (any service: they may
-- share staff), the eldest first. A day around covers every buffer.
SELECT booking.id, booking.tenant_id, booking.code, booking.listing_id, booking.unit_id, booking.guest_user_id,
       booking.status, booking.check_in, booking.check_out, booking.guests, booking.total_minor, booking.currency,
       to_char(booking.expires_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), booking.revision, booking.kind,
       to_char(booking.starts_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       to_char(booking.ends_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), booking.time_zone, booking.pets,
       booking.items::text, booking.quote::text, booking.policy::text, booking.wish::text
FROM booking, booking AS winner
WHERE winner.id = :id::uuid AND booking.tenant_id = :tenant_id::uuid AND booking.status = 'pending'
  AND booking.id <> winner.id AND booking.kind = winner.kind
  AND CASE winner.kind WHEN 'experience' THEN booking.session_id = winner.session_id
           ELSE booking.starts_at < winner.ends_at + interval '1 day'
                AND booking.ends_at > winner.starts_at - interval '1 day' END
  AND NOT EXISTS (SELECT FROM claim WHERE claim.booking_id = booking.id)
ORDER BY booking.requested_at, booking.id
FOR UPDATE OF booking
