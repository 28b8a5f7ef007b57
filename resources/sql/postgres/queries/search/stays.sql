-- One round trip without a transaction; what it may see is the function's part.
SELECT sort_key::text, id, answer, time_zone, check_in_time, check_out_time, preparation_days, min_nights, max_nights,
       max_guests, currency, base_price_minor, pricing, day_rates, taken_percent
FROM roost_search_stays(
    :sort::text, :most::integer, :after_key::double precision, :after_id::uuid, :now::timestamptz, :check_in::date,
    :check_out::date, :guests::integer, :units::integer,
    roost_place(:latitude::double precision, :longitude::double precision), :radius_km::double precision,
    CASE WHEN :q::text IS NOT NULL THEN coalesce(roost_word_query(:q::text, :q_language::text), '''~''') END,
    (SELECT array_agg(roost_place_key(part)) FROM json_array_elements_text(:places::json) AS part),
    :room_type::text,
    (SELECT array_agg(lower(amenity)) FROM json_array_elements_text(:amenities::json) AS amenity),
    :instant::boolean, :min_rating::double precision, :with_pets::boolean, :currency::text, :price_from::bigint,
    :price_to::bigint)
