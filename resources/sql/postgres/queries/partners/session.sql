SELECT tenant_id::text, is_taken, roost_wire_time(hold_ends_at)
FROM roost_partner_session(:session_id::uuid, :seats::uuid[], :holder::text, :now::timestamptz)
