SELECT row_to_json(answer)::text
FROM (SELECT listing.id, kind, title, summary, status, time_zone, currency, base_price_minor,
             CASE WHEN base_price_minor IS NOT NULL
                  THEN json_build_object('amount_minor', base_price_minor, 'currency', currency) END AS base_price,
             min_nights, max_nights, to_char(check_in_time, 'HH24:MI') AS check_in_time,
             to_char(check_out_time, 'HH24:MI') AS check_out_time, preparation_days, max_guests, instant_book,
             hold_pending, pricing, cancellation_policy, city, neighbourhood, country, latitude, longitude, room_type,
             licence, language, amenities, service,
             json_build_object('mean', rating_mean, 'count', rating_count) AS rating, source, source_id, version,
             (SELECT coalesce(json_agg(json_build_object('id', unit.id, 'name', unit.name, 'position', unit.position)
                                       ORDER BY unit.position, unit.id), '[]')
              FROM unit WHERE unit.listing_id = listing.id AND unit.kind = 'home') AS units
      FROM listing WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid) AS answer
