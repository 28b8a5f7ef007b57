-- How much of a listing's units is taken in a range, in whole percent. What is one's own counts as free.
SELECT coalesce(floor(100 * sum(extract(epoch FROM upper(claim.during * wanted.during) - lower(claim.during * wanted.during)))
                      / (extract(epoch FROM upper(wanted.during) - lower(wanted.during))
                         * (SELECT count(*) FROM unit
                            WHERE unit.listing_id = wanted.listing_id AND unit.tenant_id = :tenant_id::uuid)))::integer, 0)
FROM (SELECT :listing_id::uuid AS listing_id, tstzrange(:from::timestamptz, :to::timestamptz) AS during) AS wanted
    JOIN unit ON unit.listing_id = wanted.listing_id AND unit.tenant_id = :tenant_id::uuid
    JOIN claim ON claim.unit_id = unit.id AND claim.during && wanted.during
        AND (claim.expires_at IS NULL OR claim.expires_at > :now::timestamptz)
        AND claim.hold_id IS DISTINCT FROM coalesce(:own_hold::uuid, '00000000-0000-0000-0000-000000000000')
        AND claim.booking_id IS DISTINCT FROM coalesce(:own_booking::uuid, '00000000-0000-0000-0000-000000000000')
GROUP BY wanted.listing_id, wanted.during
