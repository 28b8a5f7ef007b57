SELECT row_to_json(answer)::text, answer.id
FROM (SELECT id, kind, title, time_zone,
             CASE WHEN base_price_minor IS NOT NULL
                  THEN json_build_object('amount_minor', base_price_minor, 'currency', currency) END AS base_price,
             min_nights, max_nights, max_guests, instant_book, city, neighbourhood, country, latitude, longitude, room_type,
             language, amenities, json_build_object('mean', rating_mean, 'count', rating_count) AS rating
      FROM listing
      WHERE status = 'published' AND id > :after::uuid AND (:city::text IS NULL OR lower(city) = lower(:city::text))
      ORDER BY id LIMIT :limit::integer) AS answer
