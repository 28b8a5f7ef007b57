SELECT row_to_json(answer)::text
FROM (SELECT id, listing_id, booking_id, author, rating, comment, reply, reviewed_on
      FROM review WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid) AS answer
