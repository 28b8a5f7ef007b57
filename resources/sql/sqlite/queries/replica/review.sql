SELECT id, tenant_id, listing_id, booking_id, author, rating, comment, reply, reviewed_on FROM review
WHERE id = :id
