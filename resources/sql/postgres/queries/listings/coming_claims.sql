-- The claims of a listing that are not over, with the dates they stand for. A hold without a booking has none and stays.
SELECT claim.id, coalesce(booking.check_in, block.from_date), coalesce(booking.check_out, block.to_date),
       claim.block_id IS NOT NULL,
       to_char(lower(claim.during) AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
FROM claim
    JOIN unit ON unit.id = claim.unit_id
    LEFT JOIN booking ON booking.id = claim.booking_id
    LEFT JOIN block ON block.id = claim.block_id
WHERE unit.listing_id = :listing_id::uuid AND unit.tenant_id = :tenant_id::uuid
  AND upper(claim.during) > :now::timestamptz AND (claim.booking_id IS NOT NULL OR claim.block_id IS NOT NULL)
