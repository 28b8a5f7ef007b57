-- Who has to do with a session: bookings that live, holds that run, and whether anybody ever booked.
SELECT (SELECT coalesce(json_agg(booking.id), '[]')::text FROM booking
        WHERE booking.session_id = session.id AND booking.status IN ('pending', 'confirmed')),
       (SELECT coalesce(json_agg(DISTINCT claim.hold_id), '[]')::text
        FROM claim JOIN unit ON unit.id = claim.unit_id
        WHERE unit.session_id = session.id AND claim.hold_id IS NOT NULL AND claim.expires_at > :now::timestamptz),
       (SELECT roost_wire_time(max(claim.expires_at))
        FROM claim JOIN unit ON unit.id = claim.unit_id
        WHERE unit.session_id = session.id AND claim.hold_id IS NOT NULL AND claim.expires_at > :now::timestamptz),
       EXISTS (SELECT FROM booking WHERE booking.session_id = session.id)
       OR EXISTS (SELECT FROM claim JOIN unit ON unit.id = claim.unit_id
                  WHERE unit.session_id = session.id AND claim.booking_id IS NOT NULL)
FROM experience_session AS session
WHERE session.id = :id::uuid AND session.tenant_id = :tenant_id::uuid
