SELECT booking.id, booking.tenant_id, code, listing_id, unit_id, contact_id,
       roost_show(contact.name, 'contact', contact.id, 'name'), booking.status, check_in, check_out, guests,
       total_minor, booking.currency, booking.source, roost_show(message, 'booking', booking.id, 'message'),
       requested_at, expires_at, decided_at, revision, booking.kind, starts_at, ends_at, booking.time_zone, pets, items,
       quote, policy, refund, ended_by, shadow.row_id IS NOT NULL
FROM booking LEFT JOIN contact ON contact.id = booking.contact_id
     LEFT JOIN listing ON listing.id = booking.listing_id
     LEFT JOIN shadow ON shadow.table_name = 'booking' AND shadow.row_id = booking.id
WHERE check_in >= :arrives_from AND check_in < :arrives_before AND check_out >= :leaves_from
      AND check_out < :leaves_before AND (:statuses = '' OR instr(:statuses, ',' || booking.status || ',') > 0)
      AND (:text = '' OR roost_contains(code, :text) OR roost_contains(listing.title, :text)
           OR roost_contains(roost_open(contact.name, 'contact', contact.id, 'name'), :text))
ORDER BY check_in, booking.id LIMIT :limit OFFSET :offset
