UPDATE listing
SET (title, summary, base_price_minor, min_nights, max_nights, check_in_time, check_out_time, preparation_days, max_guests,
     instant_book, hold_pending, status, pricing, cancellation_policy, language, amenities, service, updated_at)
  = (SELECT title, summary, base_price_minor, min_nights, max_nights, check_in_time, check_out_time, preparation_days,
            max_guests, instant_book, hold_pending, status, pricing, cancellation_policy, language, amenities,
            nullif(service, 'null'), :now::timestamptz
     FROM jsonb_to_record(:fields::jsonb)
         AS field (title text, summary text, base_price_minor bigint, min_nights integer, max_nights integer,
                   check_in_time time, check_out_time time, preparation_days integer, max_guests integer,
                   instant_book boolean, hold_pending boolean, status text, pricing jsonb, cancellation_policy jsonb,
                   language text, amenities text[], service jsonb))
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
