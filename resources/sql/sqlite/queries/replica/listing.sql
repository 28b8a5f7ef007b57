SELECT listing.id, tenant_id, kind, title, summary, status, time_zone, currency, base_price_minor, min_nights, max_nights,
       check_in_time, check_out_time, preparation_days, max_guests, instant_book, hold_pending, city, neighbourhood,
       country, latitude, longitude, room_type, source, source_id, pricing,
       cancellation_policy, service, rating_count, rating_mean, language, amenities, version,
       shadow.row_id IS NOT NULL
FROM listing LEFT JOIN shadow ON shadow.table_name = 'listing' AND shadow.row_id = listing.id
WHERE listing.id = :id
