SELECT booking.id, booking.tenant_id, code, listing_id, unit_id, contact_id, contact.name, booking.status, check_in,
       check_out, guests, total_minor, booking.currency, booking.source, message, requested_at, expires_at, decided_at,
       revision,
       booking.kind, starts_at, ends_at, booking.time_zone, pets, items, quote, policy, refund, ended_by,
       shadow.row_id IS NOT NULL
FROM booking LEFT JOIN contact ON contact.id = booking.contact_id
     LEFT JOIN listing ON listing.id = booking.listing_id
     LEFT JOIN shadow ON shadow.table_name = 'booking' AND shadow.row_id = booking.id
WHERE check_in >= :arrives_from AND check_in < :arrives_before AND check_out >= :leaves_from
      AND check_out < :leaves_before AND (:statuses = '' OR instr(:statuses, ',' || booking.status || ',') > 0)
      AND (:pattern = '' OR contact.name LIKE :pattern ESCAPE '\' OR code LIKE :pattern ESCAPE '\'
           OR listing.title LIKE :pattern ESCAPE '\')
ORDER BY check_in, booking.id LIMIT :limit OFFSET :offset
