-- What the prices of listings are made from, with the rates that were set for single days from :from to :to.
SELECT listing.id, listing.base_price_minor, listing.currency, listing.pricing::text, listing.cancellation_policy::text,
       coalesce((SELECT json_object_agg(day_rate.date,
                                        json_build_object('price_minor', price_minor, 'min_nights', min_nights,
                                                          'closed_to_arrival', closed_to_arrival,
                                                          'closed_to_departure', closed_to_departure))
                 FROM day_rate
                 WHERE day_rate.listing_id = listing.id AND day_rate.date BETWEEN :from::date AND :to::date), '{}')::text,
       tenant.settings ->> 'quote_minutes'
FROM listing LEFT JOIN tenant ON tenant.id = listing.tenant_id
WHERE listing.id = ANY (:listings::uuid[])
