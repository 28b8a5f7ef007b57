-- calendar_bookings.sql of one listing.
SELECT booking.id, listing_id, unit_id, status, CAST(julianday(check_in) + 0.5 AS INTEGER),
       CAST(julianday(check_out) + 0.5 AS INTEGER),
       coalesce(nullif(roost_show(contact.name, 'contact', contact.id, 'name'), ''), substr(code, -6)), source, guests,
       shadow.row_id IS NOT NULL, booking.kind = 'stay'
FROM booking LEFT JOIN contact ON contact.id = booking.contact_id
     LEFT JOIN shadow ON shadow.table_name = 'booking' AND shadow.row_id = booking.id
WHERE listing_id = :listing_id AND status IN ('pending', 'confirmed', 'completed', 'no_show')
