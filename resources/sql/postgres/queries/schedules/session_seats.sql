SELECT tenant_id, listing_id, title, is_published, instant_book, hold_pending, roost_wire_time(starts_at),
       roost_wire_time(ends_at), time_zone, status, currency, base_price_minor, prices::text, unit_id, name, seat_row,
       seat_number, tier, accessible, "position", state, roost_wire_time(hold_ends_at)
FROM roost_session_seats(:session_id::uuid, :tenant_id::uuid, :now::timestamptz, :own_hold::uuid, :own_booking::uuid)
