-- What stands in a range, for the host.
SELECT coalesce(json_agg(json_strip_nulls(json_build_object(
           'check_in', coalesce(booking.check_in, block.from_date,
                                (lower(claim.during) AT TIME ZONE listing.time_zone)::date),
           'check_out', coalesce(booking.check_out, block.to_date,
                                 (upper(claim.during) AT TIME ZONE listing.time_zone)::date),
           'kind', CASE claim.state WHEN 'booked' THEN 'booking' WHEN 'blocked' THEN 'block' ELSE 'hold' END,
           'code', booking.code)) ORDER BY lower(claim.during), claim.id), '[]')::text
FROM claim
    JOIN unit ON unit.id = claim.unit_id
    JOIN listing ON listing.id = unit.listing_id
    LEFT JOIN booking ON booking.id = claim.booking_id
    LEFT JOIN block ON block.id = claim.block_id
WHERE unit.listing_id = :listing_id::uuid AND unit.tenant_id = :tenant_id::uuid
  AND (:unit_id::uuid IS NULL OR unit.id = :unit_id::uuid)
  AND claim.during && tstzrange(:from::timestamptz, :to::timestamptz)
  AND (claim.expires_at IS NULL OR claim.expires_at > :now::timestamptz)
