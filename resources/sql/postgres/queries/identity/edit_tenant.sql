UPDATE tenant
SET name = coalesce(:name, name), time_zone = coalesce(:time_zone, time_zone), locale = coalesce(:locale, locale),
    settings = jsonb_strip_nulls(settings || coalesce(:settings::jsonb, '{}'))
WHERE id = :id::uuid
