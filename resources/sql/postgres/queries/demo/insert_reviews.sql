-- Reviews of the transaction's tenant's stays.
INSERT INTO review (id, tenant_id, listing_id, booking_id, author, rating, comment, reply, reviewed_on)
SELECT id, roost_tenant(), listing_id, booking_id, author, rating, comment, reply, reviewed_on
FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, listing_id uuid, booking_id uuid, author text, rating smallint,
    comment text, reply text, reviewed_on date)
