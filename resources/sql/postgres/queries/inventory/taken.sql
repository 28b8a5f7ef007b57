-- What stands in a range in a listing's units, or in one of them, or in their parts; for the host.
WITH RECURSIVE reach (unit_id) AS (
    SELECT unit.id FROM unit
    WHERE unit.listing_id = :listing_id::uuid AND unit.tenant_id = :tenant_id::uuid
      AND (:unit_id::uuid IS NULL OR unit.id = :unit_id::uuid)
    UNION
    SELECT unit_link.part_unit_id FROM reach JOIN unit_link ON unit_link.whole_unit_id = reach.unit_id
), standing AS (
    SELECT DISTINCT ON (coalesce(claim.booking_id, claim.block_id, claim.hold_id)) claim.*
    FROM reach JOIN claim ON claim.unit_id = reach.unit_id
    WHERE claim.during && tstzrange(:from::timestamptz, :to::timestamptz)
      AND (claim.expires_at IS NULL OR claim.expires_at > :now::timestamptz)
    ORDER BY coalesce(claim.booking_id, claim.block_id, claim.hold_id), lower(claim.during), claim.id
)
SELECT coalesce(json_agg(json_strip_nulls(json_build_object(
           'check_in', coalesce(booking.check_in, block.from_date,
                                (lower(standing.during) AT TIME ZONE listing.time_zone)::date),
           'check_out', coalesce(booking.check_out, block.to_date,
                                 (upper(standing.during) AT TIME ZONE listing.time_zone)::date),
           'kind', CASE standing.state WHEN 'booked' THEN 'booking' WHEN 'blocked' THEN 'block' ELSE 'hold' END,
           'code', booking.code)) ORDER BY lower(standing.during), standing.id), '[]')::text
FROM standing
    JOIN listing ON listing.id = :listing_id::uuid
    LEFT JOIN booking ON booking.id = standing.booking_id
    LEFT JOIN block ON block.id = standing.block_id
