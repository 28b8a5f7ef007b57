SELECT id, name, currency, time_zone, locale FROM tenant ORDER BY name, id
