SELECT row_to_json(answer)::text, answer.check_in, answer.id
FROM (SELECT booking.id, booking.code, booking.listing_id, booking.unit_id, booking.status, booking.check_in, booking.check_out,
             booking.guests,
             CASE WHEN booking.total_minor IS NOT NULL
                  THEN json_build_object('amount_minor', booking.total_minor, 'currency', booking.currency) END AS total,
             booking.kind, roost_wire_time(booking.starts_at) AS starts_at, roost_wire_time(booking.ends_at) AS ends_at,
             booking.time_zone, booking.pets, booking.items, booking.policy, booking.refund, booking.ended_by,
             booking.quote, booking.source, booking.message, roost_wire_time(booking.requested_at) AS requested_at,
             roost_wire_time(booking.expires_at) AS expires_at, roost_wire_time(booking.decided_at) AS decided_at,
             booking.revision,
             CASE WHEN contact.id IS NOT NULL
                  THEN json_build_object('id', contact.id, 'name', contact.name, 'email', contact.email,
                                         'phone', contact.phone) END AS contact
      FROM booking LEFT JOIN contact ON contact.id = booking.contact_id
      WHERE booking.tenant_id = :tenant_id::uuid AND (booking.check_in, booking.id) > (:after_date::date, :after_id::uuid)
        AND (:status::text IS NULL OR booking.status = :status::text)
        AND (:listing_id::uuid IS NULL OR booking.listing_id = :listing_id::uuid)
        AND booking.check_out > :from_date::date AND booking.check_in < :to_date::date
      ORDER BY booking.check_in, booking.id LIMIT :limit::integer) AS answer
