-- What listings are found by: place, words in their own language, amenities, rating (docs/reservations.md).
CREATE EXTENSION IF NOT EXISTS cube;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- Points on a sphere of the earth's size, in km. Distances through the earth (<->) order as those along its surface do,
-- without poles or a date line, and GiST finds the nearest.
CREATE FUNCTION roost_place(latitude double precision, longitude double precision) RETURNS cube
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT public.cube(ARRAY[6371.0088 * cos(radians(latitude)) * cos(radians(longitude)),
                                   6371.0088 * cos(radians(latitude)) * sin(radians(longitude)),
                                   6371.0088 * sin(radians(latitude))]) $$;
-- Along the surface, of a distance through the earth; and back.
CREATE FUNCTION roost_surface_km(chord_km double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT 2 * 6371.0088 * asin(CASE WHEN chord_km >= 2 * 6371.0088 THEN 1 ELSE chord_km / (2 * 6371.0088) END) $$;
CREATE FUNCTION roost_chord_km(surface_km double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT 2 * 6371.0088 * sin(CASE WHEN surface_km >= pi() * 6371.0088 THEN pi() / 2
                                          ELSE surface_km / (2 * 6371.0088) END) $$;

-- How places are compared: without case and accents.
CREATE FUNCTION roost_place_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT pg_catalog.lower(public.unaccent('public.unaccent'::pg_catalog.regdictionary, name)) $$;

-- One configuration a language, blind to accents before it stems.
CREATE TEXT SEARCH CONFIGURATION roost_simple (COPY = simple);
CREATE TEXT SEARCH CONFIGURATION roost_da (COPY = danish);
CREATE TEXT SEARCH CONFIGURATION roost_de (COPY = german);
CREATE TEXT SEARCH CONFIGURATION roost_en (COPY = english);
CREATE TEXT SEARCH CONFIGURATION roost_es (COPY = spanish);
CREATE TEXT SEARCH CONFIGURATION roost_fi (COPY = finnish);
CREATE TEXT SEARCH CONFIGURATION roost_fr (COPY = french);
CREATE TEXT SEARCH CONFIGURATION roost_it (COPY = italian);
CREATE TEXT SEARCH CONFIGURATION roost_nl (COPY = dutch);
CREATE TEXT SEARCH CONFIGURATION roost_no (COPY = norwegian);
CREATE TEXT SEARCH CONFIGURATION roost_pt (COPY = portuguese);
CREATE TEXT SEARCH CONFIGURATION roost_ru (COPY = russian);
CREATE TEXT SEARCH CONFIGURATION roost_sv (COPY = swedish);
ALTER TEXT SEARCH CONFIGURATION roost_simple ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
ALTER TEXT SEARCH CONFIGURATION roost_da ALTER MAPPING FOR hword, hword_part, word WITH unaccent, danish_stem;
ALTER TEXT SEARCH CONFIGURATION roost_de ALTER MAPPING FOR hword, hword_part, word WITH unaccent, german_stem;
ALTER TEXT SEARCH CONFIGURATION roost_en ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
ALTER TEXT SEARCH CONFIGURATION roost_es ALTER MAPPING FOR hword, hword_part, word WITH unaccent, spanish_stem;
ALTER TEXT SEARCH CONFIGURATION roost_fi ALTER MAPPING FOR hword, hword_part, word WITH unaccent, finnish_stem;
ALTER TEXT SEARCH CONFIGURATION roost_fr ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
ALTER TEXT SEARCH CONFIGURATION roost_it ALTER MAPPING FOR hword, hword_part, word WITH unaccent, italian_stem;
ALTER TEXT SEARCH CONFIGURATION roost_nl ALTER MAPPING FOR hword, hword_part, word WITH unaccent, dutch_stem;
ALTER TEXT SEARCH CONFIGURATION roost_no ALTER MAPPING FOR hword, hword_part, word WITH unaccent, norwegian_stem;
ALTER TEXT SEARCH CONFIGURATION roost_pt ALTER MAPPING FOR hword, hword_part, word WITH unaccent, portuguese_stem;
ALTER TEXT SEARCH CONFIGURATION roost_ru ALTER MAPPING FOR hword, hword_part, word WITH unaccent, russian_stem;
ALTER TEXT SEARCH CONFIGURATION roost_sv ALTER MAPPING FOR hword, hword_part, word WITH unaccent, swedish_stem;

-- The languages above by their codes (ISO 639-1); Norwegian has three. Others are found by their words as they stand.
CREATE FUNCTION roost_word_rules(language text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN language IN ('da', 'de', 'en', 'es', 'fi', 'fr', 'it', 'nl', 'no', 'pt', 'ru', 'sv')
                      THEN 'roost_' || language
                      WHEN language IN ('nb', 'nn') THEN 'roost_no'
                      ELSE 'roost_simple' END $$;

-- The words of a listing, and the rules by which they were stemmed as a word of its own: so that one query can hold every
-- language's reading of what a guest typed, each for the listings of that language alone, and "-sauna" means no sauna in all.
CREATE FUNCTION roost_words(language text, title text, place text, features text, summary text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    rules text := public.roost_word_rules(language);
    config regconfig := ('public.' || rules)::regconfig;
BEGIN
    RETURN setweight(to_tsvector(config, title), 'A') || setweight(to_tsvector(config, place), 'B')
        || setweight(to_tsvector(config, features), 'C') || setweight(to_tsvector(config, summary), 'D')
        || array_to_tsvector(ARRAY['~' || rules]);
END $$;

-- What a guest typed (websearch syntax: words, "phrases", or, -without), in the reading of one language, or of each when
-- wanted_language is null. Null: there is no word in it to search for.
CREATE FUNCTION roost_word_query(typed text, wanted_language text) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    language text;
    reading tsquery;
    result tsquery;
BEGIN
    FOREACH language IN ARRAY CASE WHEN wanted_language IS NULL
        THEN ARRAY['', 'da', 'de', 'en', 'es', 'fi', 'fr', 'it', 'nl', 'no', 'pt', 'ru', 'sv'] ELSE ARRAY[wanted_language] END
    LOOP
        reading := websearch_to_tsquery(('public.' || public.roost_word_rules(language))::regconfig, typed);
        CONTINUE WHEN numnode(reading) = 0;
        reading := reading && format('''~%s''', public.roost_word_rules(language))::tsquery;
        result := CASE WHEN result IS NULL THEN reading ELSE result || reading END;
    END LOOP;
    RETURN result;
END $$;

-- Words that read the same in every process: array_to_string() alone is not promised to.
CREATE FUNCTION roost_joined(words text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT pg_catalog.array_to_string(words, ' ') $$;
-- Since 1970; whole, and exact for as long as anyone may care.
CREATE FUNCTION roost_micros(moment timestamptz) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT round(extract(epoch FROM moment AT TIME ZONE 'UTC') * 1000000)::double precision $$;

ALTER TABLE listing
    ADD COLUMN amenities text[] NOT NULL DEFAULT '{}' CHECK (cardinality(amenities) <= 100),
    -- ISO 639-1, of title and summary; '': not said.
    ADD COLUMN language text NOT NULL DEFAULT '' CHECK (language ~ '^([a-z]{2})?$'),
    ADD COLUMN rating_count integer NOT NULL DEFAULT 0,
    ADD COLUMN rating_mean numeric(3, 2),
    -- What the order by rating goes by: the mean as if five guests more had given four stars, so that one guest's five
    -- do not outdo the 4.9 of two hundred.
    ADD COLUMN rating_rank double precision NOT NULL
        GENERATED ALWAYS AS ((coalesce(rating_mean, 0) * rating_count + 20) / (rating_count + 5)) STORED,
    ADD COLUMN created_micros double precision NOT NULL
        GENERATED ALWAYS AS (roost_micros(created_at)) STORED,
    ADD COLUMN place cube GENERATED ALWAYS AS (roost_place(latitude, longitude)) STORED,
    ADD COLUMN city_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (roost_place_key(city)) STORED,
    ADD COLUMN neighbourhood_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (roost_place_key(neighbourhood)) STORED,
    ADD COLUMN words tsvector NOT NULL
        GENERATED ALWAYS AS (roost_words(language, title, city || ' ' || neighbourhood || ' ' || country,
                                         room_type || ' ' || roost_joined(amenities), summary)) STORED;

CREATE INDEX listing_by_place ON listing USING gist (place) WHERE status = 'published';
CREATE INDEX listing_by_words ON listing USING gin (words) WHERE status = 'published';
CREATE INDEX listing_by_amenities ON listing USING gin (amenities) WHERE status = 'published';
CREATE INDEX listing_by_city ON listing (city_key) WHERE status = 'published';
CREATE INDEX listing_by_neighbourhood ON listing (neighbourhood_key) WHERE status = 'published';
CREATE INDEX listing_by_rating ON listing ((-rating_rank), id) WHERE status = 'published';
CREATE INDEX listing_by_price ON listing (currency, (base_price_minor::double precision), id)
    WHERE status = 'published' AND pricing = '{}';
CREATE INDEX listing_by_kind ON listing (kind, id) WHERE status = 'published' AND kind <> 'stay';
CREATE INDEX listing_by_age ON listing ((-created_micros), id) WHERE status = 'published';

-- Ratings are kept with the listing: counted from its reviews whenever some of them change, a statement at a time.
CREATE FUNCTION roost_rate_listings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE listing SET rating_count = rated.count, rating_mean = rated.mean
    FROM (SELECT touched.listing_id, count(review.rating) AS count, avg(review.rating) AS mean
          FROM (SELECT DISTINCT listing_id FROM changed) AS touched
              LEFT JOIN review ON review.listing_id = touched.listing_id
          GROUP BY touched.listing_id) AS rated
    WHERE listing.id = rated.listing_id
      AND (listing.rating_count, listing.rating_mean) IS DISTINCT FROM (rated.count, rated.mean::numeric(3, 2));
    RETURN NULL;
END $$;
CREATE TRIGGER rate_inserted AFTER INSERT ON review
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION roost_rate_listings();
CREATE TRIGGER rate_updated AFTER UPDATE ON review
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION roost_rate_listings();
CREATE TRIGGER rate_deleted AFTER DELETE ON review
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION roost_rate_listings();

ALTER TABLE listing DISABLE TRIGGER stamp_version;
UPDATE listing SET rating_count = rated.count, rating_mean = rated.mean
FROM (SELECT listing_id, count(rating) AS count, avg(rating) AS mean FROM review GROUP BY listing_id) AS rated
WHERE listing.id = rated.listing_id AND rated.count > 0;
ALTER TABLE listing ENABLE TRIGGER stamp_version;

-- The first instant at which the clock on the wall shows this time or a later one, as StayClock::occupied() has it: a
-- skipped time is the jump, a repeated one its first occurrence. First for days on which the zone's offset changes.
CREATE FUNCTION roost_instant_at_jump(local timestamp, zone text) RETURNS timestamptz
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    low timestamptz := (local AT TIME ZONE 'UTC') - interval '16 hours';
    high timestamptz := (local AT TIME ZONE 'UTC') + interval '16 hours';
    middle timestamptz;
    before interval := (low AT TIME ZONE zone) - (low AT TIME ZONE 'UTC');
    behind interval := (high AT TIME ZONE zone) - (high AT TIME ZONE 'UTC');
BEGIN
    WHILE high - low > interval '1 second' LOOP
        middle := date_trunc('second', low + (high - low) / 2);
        IF (middle AT TIME ZONE zone) - (middle AT TIME ZONE 'UTC') = before THEN low := middle; ELSE high := middle; END IF;
    END LOOP;
    IF (local - before) AT TIME ZONE 'UTC' < high THEN
        RETURN (local - before) AT TIME ZONE 'UTC';
    END IF;
    RETURN greatest(high, (local - behind) AT TIME ZONE 'UTC');
END $$;
CREATE FUNCTION roost_instant(local timestamp, zone text) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN ((local + interval '16 hours') AT TIME ZONE 'UTC' AT TIME ZONE zone)
                         - ((local - interval '16 hours') AT TIME ZONE 'UTC' AT TIME ZONE zone) = interval '32 hours'
                      THEN local AT TIME ZONE zone ELSE roost_instant_at_jump(local, zone) END $$;

-- What is taken with a unit: its parts, their parts, and so on.
CREATE FUNCTION roost_parts_of(whole uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    WITH RECURSIVE part (id) AS (
        SELECT part_unit_id FROM unit_link WHERE whole_unit_id = whole
        UNION
        SELECT part_unit_id FROM part JOIN unit_link ON unit_link.whole_unit_id = part.id
    )
    SELECT id FROM part
    $$;

-- How much of a listing's units is taken in a range, in whole percent. What is one's own counts as free.
CREATE FUNCTION roost_taken_share(wanted_listing uuid, wanted tstzrange, at timestamptz, own_hold uuid, own_booking uuid)
    RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT coalesce(floor(100 * sum(extract(epoch FROM upper(claim.during * wanted) - lower(claim.during * wanted)))
                          / (extract(epoch FROM upper(wanted) - lower(wanted))
                             * (SELECT count(*) FROM unit WHERE listing_id = wanted_listing)))::integer, 0)
    FROM unit
        JOIN claim ON claim.unit_id = unit.id AND claim.during && wanted
            AND (claim.expires_at IS NULL OR claim.expires_at > at)
            AND claim.hold_id IS DISTINCT FROM coalesce(own_hold, '00000000-0000-0000-0000-000000000000')
            AND claim.booking_id IS DISTINCT FROM coalesce(own_booking, '00000000-0000-0000-0000-000000000000')
    WHERE unit.listing_id = wanted_listing
    $$;

-- Published stays that may take the guests and have so many units free over the dates (null: whenever), in the order asked
-- for, `most` of them behind the one with the key (after_key, after_id). The least that a guest may know, and nothing of who
-- booked; hence with the owner's rights. The statement is put together from the texts below, every value a parameter: so
-- each order walks along its index, and claims are looked up only for the listings on its way.
-- Listings with a rate plan or rates of single days pass without a look at lengths and prices: those are the domain's to
-- judge. sort 'price' gives all others by their base price, 'planned' these alone.
-- wanted_words and here are null where nobody asked; place_keys are beginnings of a city or neighbourhood, all to be met.
CREATE FUNCTION roost_search_stays(
    sort text, most integer, after_key double precision, after_id uuid, at timestamptz, check_in date, check_out date,
    guests integer, units integer, here cube, radius_km double precision, wanted_words tsquery, place_keys text[],
    wanted_room_type text, wanted_amenities text[], instant boolean, min_rating double precision, with_pets boolean,
    wanted_currency text, price_from bigint, price_to bigint)
    RETURNS TABLE (sort_key double precision, id uuid, answer text, time_zone text, check_in_time text,
                   check_out_time text, preparation_days integer, min_nights integer, max_nights integer,
                   max_guests integer, currency text, base_price_minor bigint, pricing text, day_rates text,
                   taken_percent integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET enable_sort = on AS $$
DECLARE
    key text := CASE sort WHEN 'distance' THEN 'place <-> $10'
                          WHEN 'relevance' THEN '-ts_rank(words, $12)::double precision'
                          WHEN 'rating' THEN '-rating_rank'
                          WHEN 'newest' THEN '-created_micros'
                          WHEN 'price' THEN 'base_price_minor::double precision'
                          WHEN 'planned' THEN '0::double precision' END;
    planned text := '(pricing <> ''{}'' OR EXISTS (SELECT FROM day_rate WHERE day_rate.listing_id = listing.id
                                                                         AND date BETWEEN $6 AND $7))';
    wanted text[] := ARRAY['status = ''published''', 'kind = ''stay''', 'max_guests * $9 >= $8'];
    dated boolean := check_in IS NOT NULL;
BEGIN
    IF dated THEN
        wanted := wanted || '$6 >= ($5 AT TIME ZONE time_zone)::date'::text;
    END IF;
    IF sort = 'price' THEN
        wanted := wanted || 'pricing = ''{}'''::text || ('NOT ' || planned)
                         || 'min_nights <= $7 - $6 AND (max_nights >= $7 - $6) IS NOT FALSE'::text;
    ELSIF sort = 'planned' THEN
        wanted := wanted || planned;
    ELSIF dated THEN
        wanted := wanted || ('(min_nights <= $7 - $6 AND (max_nights >= $7 - $6) IS NOT FALSE OR ' || planned || ')');
    END IF;
    IF with_pets THEN
        wanted := wanted || 'pricing @> ''{"stay_rules": {"pets_allowed": true}}'''::text;
    END IF;
    IF wanted_currency IS NOT NULL THEN
        wanted := wanted || 'currency = $18'::text;
    END IF;
    IF price_from IS NOT NULL OR price_to IS NOT NULL THEN
        wanted := wanted || ('(base_price_minor * ($7 - $6) * $9 BETWEEN coalesce($19, 0) AND coalesce($20, '
                             || '9223372036854775807) OR ' || planned || ')');
    END IF;
    IF sort = 'distance' THEN
        -- Postgres takes every circle for a tiny one, and would sort what is inside instead of walking outwards.
        PERFORM set_config('enable_sort', 'off', true);
    END IF;
    IF radius_km IS NOT NULL THEN
        wanted := wanted || 'place <@ cube_enlarge($10, roost_chord_km($11), 3)'::text
                         || 'place <-> $10 <= roost_chord_km($11)'::text;
    ELSIF sort = 'distance' THEN
        wanted := wanted || 'place IS NOT NULL'::text;
    END IF;
    IF wanted_words IS NOT NULL THEN
        wanted := wanted || 'words @@ $12'::text;
    END IF;
    FOR n IN 1..coalesce(cardinality(place_keys), 0) LOOP
        wanted := wanted || format('(city_key ^@ $13[%1$s] OR neighbourhood_key ^@ $13[%1$s])', n);
    END LOOP;
    IF wanted_room_type IS NOT NULL THEN
        wanted := wanted || 'lower(room_type) = lower($14)'::text;
    END IF;
    IF wanted_amenities IS NOT NULL THEN
        wanted := wanted || 'amenities @> $15'::text;
    END IF;
    IF instant THEN
        wanted := wanted || 'instant_book'::text;
    END IF;
    IF min_rating IS NOT NULL THEN
        wanted := wanted || 'rating_mean >= $16'::text;
    END IF;
    IF after_id IS NOT NULL THEN
        wanted := wanted || format('(%1$s, id) > ($3, $4)', key);
    END IF;
    -- GiST orders by one distance alone: equals at the end of a page are fetched along, then ordered by id.
    RETURN QUERY EXECUTE format(
        'SELECT page.key, listing.id, (
             SELECT row_to_json(hit)::text
             FROM (SELECT listing.id, listing.kind, listing.title, listing.time_zone,
                          CASE WHEN listing.base_price_minor IS NOT NULL
                               THEN json_build_object(''amount_minor'', listing.base_price_minor,
                                                      ''currency'', listing.currency) END AS base_price,
                          listing.min_nights, listing.max_nights, listing.max_guests, listing.instant_book, listing.city,
                          listing.neighbourhood, listing.country, listing.latitude, listing.longitude,
                          listing.room_type, listing.language, listing.amenities,
                          json_build_object(''mean'', listing.rating_mean, ''count'', listing.rating_count) AS rating,
                          round(roost_surface_km(listing.place <-> $10)::numeric, 3) AS distance_km) AS hit),
             listing.time_zone, to_char(listing.check_in_time, ''HH24:MI''), to_char(listing.check_out_time, ''HH24:MI''),
             listing.preparation_days, listing.min_nights, listing.max_nights, listing.max_guests, listing.currency,
             listing.base_price_minor, nullif(listing.pricing, ''{}'')::text,
             (SELECT json_object_agg(date, json_build_object(
                         ''price_minor'', price_minor, ''min_nights'', day_rate.min_nights,
                         ''closed_to_arrival'', closed_to_arrival, ''closed_to_departure'', closed_to_departure))::text
              FROM day_rate WHERE day_rate.listing_id = listing.id AND date BETWEEN $6 AND $7),
             CASE WHEN listing.pricing ? ''occupancy''
                  THEN roost_taken_share(listing.id, page.occupied, $5, NULL, NULL) ELSE 0 END
         FROM (SELECT candidate.id, candidate.key, candidate.occupied
               FROM (SELECT id, %1$s AS key,
                            tstzrange(roost_instant($6 + check_in_time, time_zone),
                                      roost_instant($7 + preparation_days + check_out_time, time_zone)) AS occupied
                     FROM listing WHERE %2$s
                     ORDER BY %3$s OFFSET 0) AS candidate
                   CROSS JOIN LATERAL (%4$s) AS stock
               WHERE stock.free >= $9
               ORDER BY %5$s FETCH FIRST $2 ROWS WITH TIES) AS page
             JOIN listing ON listing.id = page.id
         ORDER BY page.key, page.id LIMIT $2',
        key, array_to_string(wanted, ' AND '), key || CASE sort WHEN 'distance' THEN '' ELSE ', id' END,
        CASE WHEN dated THEN
            'SELECT count(*) AS free FROM unit
             WHERE unit.listing_id = candidate.id AND unit.kind = ''home''
               AND NOT EXISTS (SELECT FROM claim WHERE claim.unit_id = unit.id AND claim.during && candidate.occupied
                                                   AND (claim.expires_at IS NULL OR claim.expires_at > $5))
               AND NOT (EXISTS (SELECT FROM unit_link WHERE whole_unit_id = unit.id)
                        AND EXISTS (SELECT FROM roost_parts_of(unit.id) AS part (id)
                                        JOIN claim ON claim.unit_id = part.id AND claim.during && candidate.occupied
                                    WHERE claim.expires_at IS NULL OR claim.expires_at > $5))'
             -- Of several units none may be a part of another: where a whole is free, so are its parts.
             || CASE WHEN units > 1 THEN
                    ' AND NOT EXISTS (SELECT FROM roost_parts_of(unit.id) AS part (id) JOIN unit AS inside ON inside.id = part.id
                                      WHERE inside.listing_id = candidate.id)' ELSE '' END
        ELSE 'SELECT count(*) AS free FROM unit WHERE unit.listing_id = candidate.id AND unit.kind = ''home''' END,
        CASE sort WHEN 'distance' THEN 'key' ELSE 'key, id' END)
        USING sort, most, after_key, after_id, at, check_in, check_out, guests, units, here, radius_km, wanted_words,
              place_keys, wanted_room_type, wanted_amenities, min_rating, with_pets, wanted_currency, price_from, price_to;
END $$;
REVOKE ALL ON FUNCTION roost_search_stays FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_search_stays TO roost_app;

-- Published experiences or services (of those wanted, unless NULL) by place and words, as roost_search_stays() has them, with
-- what anyone may know of them; the nearest, or else the best rated, first.
CREATE FUNCTION roost_search_listings(
    wanted_kind text, wanted_ids uuid[], most integer, here cube, radius_km double precision, wanted_words tsquery,
    place_keys text[])
    RETURNS TABLE (id uuid, answer text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT listing.id, (
        SELECT row_to_json(hit)::text
        FROM (SELECT listing.id, listing.kind, listing.title, listing.time_zone, listing.min_nights, listing.max_nights,
                     listing.max_guests,
                     CASE WHEN listing.base_price_minor IS NOT NULL
                          THEN json_build_object('amount_minor', listing.base_price_minor,
                                                 'currency', listing.currency) END AS base_price,
                     listing.instant_book, listing.city, listing.neighbourhood, listing.country, listing.latitude,
                     listing.longitude, listing.language, listing.amenities,
                     json_build_object('mean', listing.rating_mean, 'count', listing.rating_count) AS rating,
                     round(roost_surface_km(listing.place <-> here)::numeric, 3) AS distance_km) AS hit)
    FROM listing
    WHERE status = 'published' AND kind = wanted_kind AND kind <> 'stay'
      AND (wanted_ids IS NULL OR listing.id = ANY (wanted_ids))
      AND (radius_km IS NULL OR place <-> here <= roost_chord_km(radius_km))
      AND (wanted_words IS NULL OR words @@ wanted_words)
      AND (place_keys IS NULL OR NOT EXISTS (SELECT FROM unnest(place_keys) AS wanted
                                             WHERE NOT (city_key ^@ wanted OR neighbourhood_key ^@ wanted)))
    ORDER BY place <-> here, rating_rank DESC, listing.id
    LIMIT most
    $$;
REVOKE ALL ON FUNCTION roost_search_listings FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_search_listings TO roost_app;

-- The terms of a published stay (or of any of the tenant that is named) and what is taken in each of its units with all
-- their parts: what a guest may know, and nothing of who booked. units: [[[from, to], …], …] in milliseconds since 1970,
-- in order and without overlaps. day_rates: of the days first to last. expires_at: when the next hold in the range ends.
DROP FUNCTION roost_calendar(uuid, uuid, tstzrange, timestamptz);
CREATE FUNCTION roost_stay_calendar(wanted_listing uuid, wanted_tenant uuid, first date, last date, at timestamptz)
    RETURNS TABLE (tenant_id uuid, time_zone text, check_in_time text, check_out_time text, preparation_days integer,
                   min_nights integer, max_nights integer, max_guests integer, currency text, base_price_minor bigint,
                   pricing text, day_rates text, units text, expires_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    WITH asked AS (
        SELECT listing.*, tstzrange(roost_instant(first - 1 + listing.check_in_time, listing.time_zone),
                                    roost_instant(last + 33 + listing.check_out_time, listing.time_zone)) AS range
        FROM listing
        WHERE listing.id = wanted_listing AND listing.kind = 'stay'
          AND (listing.status = 'published' OR listing.tenant_id = wanted_tenant)
    ), standing AS (
        SELECT unit.id, unit.position, claim.during, claim.expires_at
        FROM asked
            JOIN unit ON unit.listing_id = asked.id AND unit.kind = 'home'
            CROSS JOIN LATERAL (SELECT unit.id UNION ALL SELECT roost_parts_of(unit.id)) AS part (id)
            LEFT JOIN claim ON claim.unit_id = part.id AND claim.during && asked.range
                AND (claim.expires_at IS NULL OR claim.expires_at > at)
    )
    SELECT asked.tenant_id, asked.time_zone, to_char(asked.check_in_time, 'HH24:MI'),
           to_char(asked.check_out_time, 'HH24:MI'), asked.preparation_days, asked.min_nights, asked.max_nights,
           asked.max_guests, asked.currency, asked.base_price_minor, nullif(asked.pricing, '{}')::text,
           (SELECT json_object_agg(date, json_build_object(
                       'price_minor', price_minor, 'min_nights', day_rate.min_nights,
                       'closed_to_arrival', closed_to_arrival, 'closed_to_departure', closed_to_departure))::text
            FROM day_rate WHERE day_rate.listing_id = asked.id AND date BETWEEN first AND last),
           (SELECT coalesce(json_agg(unit.taken ORDER BY unit.position, unit.id), '[]')::text
            FROM (SELECT standing.id, standing.position,
                         (SELECT coalesce(json_agg(json_build_array((extract(epoch FROM lower(taken)) * 1000)::bigint,
                                                                    (extract(epoch FROM upper(taken)) * 1000)::bigint)),
                                          '[]')
                          FROM unnest(range_agg(standing.during)) AS taken) AS taken
                  FROM standing GROUP BY standing.id, standing.position) AS unit),
           (SELECT min(standing.expires_at) FROM standing)
    FROM asked
    $$;
REVOKE ALL ON FUNCTION roost_stay_calendar FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_stay_calendar TO roost_app;
