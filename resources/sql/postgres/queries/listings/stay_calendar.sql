SELECT tenant_id, time_zone, check_in_time, check_out_time, preparation_days, min_nights, max_nights, max_guests, currency,
       base_price_minor, pricing, day_rates, units, roost_wire_time(expires_at)
FROM roost_stay_calendar(:listing_id::uuid, :tenant_id::uuid, :first::date, :last::date, :now::timestamptz)
