-- The requests that hold nothing for nights that a booking of stays has taken in units which they could have had too, the
-- eldest first. Those units are the booking's and whatever they are a part of.
WITH RECURSIVE above (unit_id) AS (
    SELECT claim.unit_id FROM claim WHERE claim.booking_id = :id::uuid
    UNION
    SELECT unit_link.whole_unit_id FROM above JOIN unit_link ON unit_link.part_unit_id = above.unit_id
), around AS (
    SELECT max(listing.preparation_days) AS days FROM listing WHERE listing.tenant_id = :tenant_id::uuid
)
SELECT booking.id, booking.tenant_id, booking.code, booking.listing_id, booking.unit_id, booking.guest_user_id,
       booking.status, booking.check_in, booking.check_out, booking.guests, booking.total_minor, booking.currency,
       to_char(booking.expires_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), booking.revision, booking.kind,
       to_char(booking.starts_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       to_char(booking.ends_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), booking.time_zone, booking.pets,
       booking.items::text, booking.quote::text, booking.policy::text, booking.wish::text
FROM booking, around
WHERE booking.tenant_id = :tenant_id::uuid AND booking.status = 'pending' AND booking.kind = 'stay'
  AND booking.listing_id IN (SELECT unit.listing_id FROM unit JOIN above ON above.unit_id = unit.id)
  AND booking.id <> :id::uuid AND booking.check_in < :to_date::date + around.days
  AND booking.check_out > :from_date::date - around.days
  AND NOT EXISTS (SELECT FROM claim WHERE claim.booking_id = booking.id)
ORDER BY booking.requested_at, booking.id
FOR UPDATE OF booking
