SELECT id, contact_id, listing_id, unit_id
FROM booking
WHERE tenant_id = roost_tenant() AND kind = 'stay' AND status IN ('confirmed', 'pending')
  AND check_out >= :today::date
ORDER BY check_in, id
LIMIT :limit::integer
