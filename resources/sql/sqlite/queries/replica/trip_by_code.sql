SELECT trip.id, code, host_id, host_name, listing_id, title, city, neighbourhood, country, latitude, longitude, kind,
       status, check_in, check_out, check_in_time, check_out_time, starts_at, ends_at, time_zone, guests, pets, items,
       total_minor, currency, quote, policy, refund, ended_by, roost_show(message, 'trip', trip.id, 'message'),
       requested_at, expires_at, decided_at, revision, shadow.row_id IS NOT NULL
FROM trip LEFT JOIN shadow ON shadow.table_name = 'trip' AND shadow.row_id = trip.id
WHERE code = :code
