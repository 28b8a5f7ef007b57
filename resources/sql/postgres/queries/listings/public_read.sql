-- The most frequent read of the server, one round trip without a transaction.
SELECT row_to_json(answer)::text
FROM (SELECT id, kind, title, summary, time_zone,
             CASE WHEN base_price_minor IS NOT NULL
                  THEN json_build_object('amount_minor', base_price_minor, 'currency', currency) END AS base_price,
             min_nights, max_nights, to_char(check_in_time, 'HH24:MI') AS check_in_time,
             to_char(check_out_time, 'HH24:MI') AS check_out_time, max_guests, instant_book, city, neighbourhood, country,
             latitude, longitude, room_type, licence, language, amenities, service,
             json_build_object('mean', rating_mean, 'count', rating_count) AS rating, cancellation_policy,
             -- What a guest may know of the rules; how prices move with demand stays with the host.
             (SELECT coalesce(jsonb_object_agg(rule.key, rule.value), '{}') FROM jsonb_each(pricing) AS rule
              WHERE rule.key IN ('length_of_stay', 'extra_guests', 'pets', 'fees', 'taxes', 'deposit', 'tiers', 'service',
                                 'stay_rules')) AS price_rules
      FROM listing WHERE id = :id::uuid AND status = 'published') AS answer
