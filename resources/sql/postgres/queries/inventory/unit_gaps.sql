-- Each home of a listing with its parts, whether something stands in the range in any of them, until when that stands if
-- it is holds alone, and what stands next to the range within 90 days.
WITH RECURSIVE reach (unit_id, part_id) AS (
    SELECT unit.id, unit.id FROM unit
    WHERE unit.listing_id = :listing_id::uuid AND unit.tenant_id = :tenant_id::uuid AND unit.kind = 'home'
    UNION
    SELECT reach.unit_id, unit_link.part_unit_id
    FROM reach JOIN unit_link ON unit_link.whole_unit_id = reach.part_id
), near AS (
    SELECT reach.unit_id, claim.during, claim.hold_id, claim.expires_at,
           claim.during && tstzrange(:from::timestamptz, :to::timestamptz) AS is_in_the_way
    FROM reach JOIN claim ON claim.unit_id = reach.part_id
        AND claim.during && tstzrange(:from::timestamptz - interval '90 days', :to::timestamptz + interval '90 days')
        AND (claim.expires_at IS NULL OR claim.expires_at > :now::timestamptz)
)
SELECT unit.id, unit.name,
       (SELECT string_agg(reach.part_id::text, ' ') FROM reach WHERE reach.unit_id = unit.id),
       coalesce(bool_or(near.is_in_the_way), false),
       CASE WHEN bool_and(near.hold_id IS NOT NULL) FILTER (WHERE near.is_in_the_way)
            THEN roost_wire_time(max(near.expires_at) FILTER (WHERE near.is_in_the_way)) END,
       roost_wire_time(max(upper(near.during)) FILTER (WHERE upper(near.during) <= :from::timestamptz)),
       roost_wire_time(min(lower(near.during)) FILTER (WHERE lower(near.during) >= :to::timestamptz))
FROM unit LEFT JOIN near ON near.unit_id = unit.id
WHERE unit.listing_id = :listing_id::uuid AND unit.tenant_id = :tenant_id::uuid AND unit.kind = 'home'
GROUP BY unit.id
ORDER BY unit.position, unit.id
