-- The homes of a listing that have no parts and are parts of nothing, with what takes them around a range. A claim can
-- move when it is the only one of a confirmed stay that has not begun.
SELECT unit.id, unit.name, claim.booking_id, booking.code, booking.revision,
       roost_wire_time(lower(claim.during)), roost_wire_time(upper(claim.during)),
       coalesce(claim.state = 'booked' AND booking.status = 'confirmed' AND booking.kind = 'stay'
                AND lower(claim.during) > :now::timestamptz
                AND (SELECT count(*) FROM claim AS own WHERE own.booking_id = booking.id) = 1, false)
FROM unit
    LEFT JOIN claim ON claim.unit_id = unit.id
        AND claim.during && tstzrange(:from::timestamptz - interval '400 days', :to::timestamptz + interval '400 days')
        AND (claim.expires_at IS NULL OR claim.expires_at > :now::timestamptz)
    LEFT JOIN booking ON booking.id = claim.booking_id
WHERE unit.listing_id = :listing_id::uuid AND unit.tenant_id = :tenant_id::uuid AND unit.kind = 'home'
  AND NOT EXISTS (SELECT FROM unit_link WHERE unit.id IN (unit_link.whole_unit_id, unit_link.part_unit_id))
ORDER BY unit.position, unit.id, lower(claim.during)
