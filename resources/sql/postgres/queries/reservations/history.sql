-- What happened to a booking, the first step first; nothing when the tenant has no such booking.
SELECT json_build_object('items', coalesce((
           SELECT json_agg(json_build_object(
                      'at', roost_wire_time(audit_entry.at), 'action', substr(audit_entry.action, length('booking.') + 1),
                      'actor', audit_entry.detail ->> 'actor', 'user_id', audit_entry.user_id,
                      'from_state', audit_entry.from_state, 'to_state', audit_entry.to_state,
                      'reason', audit_entry.detail ->> 'reason', 'detail', audit_entry.detail - 'actor' - 'reason')
                  ORDER BY audit_entry.id)
           FROM audit_entry
           WHERE audit_entry.tenant_id = booking.tenant_id AND audit_entry.entity_id = booking.id
             AND audit_entry.entity = 'booking'), '[]'))::text
FROM booking
WHERE booking.id = :id::uuid AND booking.tenant_id = :tenant_id::uuid
