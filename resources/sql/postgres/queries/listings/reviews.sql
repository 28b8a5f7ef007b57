SELECT row_to_json(answer)::text, answer.reviewed_on::text, answer.id::text
FROM (SELECT id, listing_id, booking_id, author, rating, comment, reply, reviewed_on
      FROM review
      WHERE tenant_id = :tenant_id::uuid
        AND (:listing_id::uuid IS NULL OR listing_id = :listing_id::uuid)
        AND (:after_date::date IS NULL OR (reviewed_on, id) < (:after_date::date, :after_id::uuid))
      ORDER BY reviewed_on DESC, id DESC
      LIMIT :limit::integer) AS answer
