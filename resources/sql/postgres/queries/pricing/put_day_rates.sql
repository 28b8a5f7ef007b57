-- {"2027-07-02": {"price_minor", "min_nights", "closed_to_arrival", "closed_to_departure"} or null}: null removes the day.
-- What stays as it was isn't written, so that replicas don't fetch it again.
WITH given AS (SELECT key::date AS date, value FROM jsonb_each(:days::jsonb)),
     removed AS (DELETE FROM day_rate USING given
                 WHERE day_rate.listing_id = :listing_id::uuid AND day_rate.tenant_id = :tenant_id::uuid
                   AND day_rate.date = given.date AND given.value = 'null')
INSERT INTO day_rate (id, tenant_id, listing_id, date, price_minor, min_nights, closed_to_arrival, closed_to_departure, version)
SELECT gen_random_uuid(), listing.tenant_id, listing.id, given.date, rate.price_minor, rate.min_nights,
       rate.closed_to_arrival, rate.closed_to_departure, 0
FROM given
    CROSS JOIN LATERAL jsonb_to_record(given.value)
        AS rate (price_minor bigint, min_nights integer, closed_to_arrival boolean, closed_to_departure boolean)
    JOIN listing ON listing.id = :listing_id::uuid AND listing.tenant_id = :tenant_id::uuid
WHERE given.value <> 'null'
ON CONFLICT (listing_id, date) DO UPDATE
SET (price_minor, min_nights, closed_to_arrival, closed_to_departure)
  = (excluded.price_minor, excluded.min_nights, excluded.closed_to_arrival, excluded.closed_to_departure)
WHERE (day_rate.price_minor, day_rate.min_nights, day_rate.closed_to_arrival, day_rate.closed_to_departure)
   IS DISTINCT FROM (excluded.price_minor, excluded.min_nights, excluded.closed_to_arrival, excluded.closed_to_departure)
