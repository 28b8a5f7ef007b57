SELECT id, tenant_id, listing_id, booking_id, author, rating, comment, reply, reviewed_on FROM review
WHERE listing_id = :listing_id ORDER BY reviewed_on DESC, id LIMIT :limit OFFSET :offset
