-- What listing.edit may change, in the form of the wire, and the version.
SELECT row_to_json(answer)::text, answer.version, answer.time_zone, answer.kind
FROM (SELECT title, summary, base_price_minor, min_nights, max_nights, to_char(check_in_time, 'HH24:MI') AS check_in_time,
             to_char(check_out_time, 'HH24:MI') AS check_out_time, preparation_days, max_guests, instant_book,
             hold_pending, status, pricing, cancellation_policy, language, amenities, service, version,
             time_zone, kind
      FROM listing WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
      FOR UPDATE) AS answer
