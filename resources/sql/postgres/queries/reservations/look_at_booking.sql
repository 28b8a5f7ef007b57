SELECT booking.id, booking.tenant_id, booking.code, booking.listing_id, booking.unit_id, booking.guest_user_id,
       booking.status, booking.check_in, booking.check_out, booking.guests, booking.total_minor, booking.currency,
       to_char(booking.expires_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), booking.revision, booking.kind,
       to_char(booking.starts_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       to_char(booking.ends_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), booking.time_zone, booking.pets,
       booking.items::text, booking.quote::text, booking.policy::text, booking.wish::text
FROM booking WHERE booking.id = :id::uuid AND booking.tenant_id = :tenant_id::uuid
