-- What earlier imports made of the transaction's tenant.
SELECT json_build_object(
    'listings', (SELECT coalesce(json_agg(source_id), '[]') FROM listing
                 WHERE tenant_id = roost_tenant() AND source = 'inside_airbnb'),
    'units', (SELECT coalesce(json_agg(id), '[]') FROM unit WHERE tenant_id = roost_tenant()),
    'bookings', (SELECT coalesce(json_agg(id), '[]') FROM booking
                 WHERE tenant_id = roost_tenant() AND source = 'inside_airbnb'))
