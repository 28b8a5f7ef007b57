-- The rates of single days of a listing of the tenant; no row at all when there is no such listing.
SELECT coalesce((SELECT json_agg(json_build_object('date', day_rate.date, 'price_minor', price_minor, 'min_nights', min_nights,
                                                   'closed_to_arrival', closed_to_arrival,
                                                   'closed_to_departure', closed_to_departure)
                                 ORDER BY day_rate.date)
                 FROM day_rate
                 WHERE day_rate.listing_id = listing.id AND day_rate.date BETWEEN :from::date AND :to::date), '[]')::text
FROM listing WHERE id = :listing_id::uuid AND tenant_id = :tenant_id::uuid
