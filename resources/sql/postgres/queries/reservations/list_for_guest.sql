SELECT row_to_json(answer)::text, answer.check_in, answer.id
FROM (SELECT booking.id, booking.code, booking.tenant_id, booking.listing_id, booking.status, booking.check_in,
             booking.check_out, booking.guests,
             CASE WHEN booking.total_minor IS NOT NULL
                  THEN json_build_object('amount_minor', booking.total_minor, 'currency', booking.currency) END AS total,
             booking.kind, roost_wire_time(booking.starts_at) AS starts_at, roost_wire_time(booking.ends_at) AS ends_at,
             booking.time_zone, booking.pets, booking.items, booking.policy, booking.refund, booking.ended_by,
             booking.quote, booking.message, roost_wire_time(booking.requested_at) AS requested_at,
             roost_wire_time(booking.expires_at) AS expires_at, roost_wire_time(booking.decided_at) AS decided_at,
             booking.revision
      FROM booking
      WHERE booking.guest_user_id = :guest::uuid
        AND (booking.check_in, booking.id) < (:after_date::date, :after_id::uuid)
      ORDER BY booking.check_in DESC, booking.id DESC LIMIT :limit::integer) AS answer
