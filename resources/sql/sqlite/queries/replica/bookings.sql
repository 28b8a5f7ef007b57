SELECT booking.id, booking.tenant_id, code, listing_id, unit_id, contact_id,
       roost_show(contact.name, 'contact', contact.id, 'name'), status, check_in, check_out, guests, total_minor,
       currency, source, roost_show(message, 'booking', booking.id, 'message'), requested_at, expires_at, decided_at,
       revision, booking.kind, starts_at, ends_at, booking.time_zone, pets, items, quote, policy, refund, ended_by,
       shadow.row_id IS NOT NULL
FROM booking LEFT JOIN contact ON contact.id = booking.contact_id
     LEFT JOIN shadow ON shadow.table_name = 'booking' AND shadow.row_id = booking.id
ORDER BY check_in DESC, booking.id LIMIT :limit OFFSET :offset
