INSERT INTO tenant (id, name, currency, time_zone, locale)
VALUES (:id::uuid, :name, :currency, :time_zone, :locale)
