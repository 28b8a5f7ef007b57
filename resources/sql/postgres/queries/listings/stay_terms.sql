SELECT title, status, time_zone, to_char(check_in_time, 'HH24:MI'), to_char(check_out_time, 'HH24:MI'), preparation_days,
       min_nights, max_nights, max_guests, base_price_minor, currency, instant_book, hold_pending, kind
FROM listing WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
