-- The most frequent read of the server, one round trip without a transaction.
SELECT row_to_json(answer)::text
FROM (SELECT id, kind, title, summary, time_zone,
             CASE WHEN base_price_minor IS NOT NULL
                  THEN json_build_object('amount_minor', base_price_minor, 'currency', currency) END AS base_price,
             min_nights, max_nights, to_char(check_in_time, 'HH24:MI') AS check_in_time,
             to_char(check_out_time, 'HH24:MI') AS check_out_time, max_guests, instant_book, city, neighbourhood, country,
             latitude, longitude, room_type, licence
      FROM listing WHERE id = :id::uuid AND status = 'published') AS answer
