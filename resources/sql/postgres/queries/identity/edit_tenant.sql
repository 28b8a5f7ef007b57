UPDATE tenant
SET name = coalesce(:name, name), time_zone = coalesce(:time_zone, time_zone), locale = coalesce(:locale, locale)
WHERE id = :id::uuid
