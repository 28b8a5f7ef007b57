-- Each unit of a listing with whether it is free in the range, and what stands next to the range within 90 days.
SELECT unit.id,
       NOT EXISTS (SELECT FROM claim
                   WHERE claim.unit_id = unit.id AND claim.during && tstzrange(:from::timestamptz, :to::timestamptz)
                     AND (claim.expires_at IS NULL OR claim.expires_at > :now::timestamptz)),
       to_char((SELECT max(upper(claim.during)) FROM claim
                WHERE claim.unit_id = unit.id
                  AND claim.during && tstzrange(:from::timestamptz - interval '90 days', :from::timestamptz)
                  AND upper(claim.during) <= :from::timestamptz) AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       to_char((SELECT min(lower(claim.during)) FROM claim
                WHERE claim.unit_id = unit.id
                  AND claim.during && tstzrange(:to::timestamptz, :to::timestamptz + interval '90 days')
                  AND lower(claim.during) >= :to::timestamptz) AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
FROM unit
WHERE unit.listing_id = :listing_id::uuid AND unit.tenant_id = :tenant_id::uuid
ORDER BY unit.position, unit.id
