SELECT id, answer
FROM roost_search_listings(
    :kind::text, :ids::uuid[], :most::integer,
    roost_place(:latitude::double precision, :longitude::double precision), :radius_km::double precision,
    CASE WHEN :q::text IS NOT NULL THEN coalesce(roost_word_query(:q::text, :q_language::text), '''~''') END,
    (SELECT array_agg(roost_place_key(part)) FROM json_array_elements_text(:places::json) AS part))
