SELECT id, tenant_id, listing_id, series_id, roost_wire_time(starts_at), roost_wire_time(ends_at), time_zone, status, places,
       free, tiers::text, prices::text, version
FROM roost_sessions(:listings::uuid[], :session_id::uuid, :tenant_id::uuid, :from::timestamptz, :to::timestamptz,
                    :now::timestamptz)
WHERE (:behind::timestamptz IS NULL OR (starts_at, id) > (:behind::timestamptz, :behind_id::uuid))
  AND CASE WHEN :tier::text IS NULL THEN free >= :places::integer
           ELSE EXISTS (SELECT FROM jsonb_array_elements(tiers) AS tier
                        WHERE tier ->> 'tier' = :tier::text AND (tier -> 'free')::integer >= :places::integer) END
  AND (:weekday::integer = 0 OR extract(isodow FROM starts_at AT TIME ZONE time_zone) = :weekday::integer)
  AND (:from_day::date IS NULL OR (starts_at AT TIME ZONE time_zone)::date >= :from_day::date)
  AND (:to_day::date IS NULL OR (starts_at AT TIME ZONE time_zone)::date < :to_day::date)
  AND (:after::time IS NULL OR (starts_at AT TIME ZONE time_zone)::time >= :after::time)
  AND (:before::time IS NULL OR (starts_at AT TIME ZONE time_zone)::time < :before::time)
ORDER BY starts_at, id
LIMIT :limit::integer
