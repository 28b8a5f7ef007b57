-- What is set for single days in [since, until).
SELECT listing_id, date, price_minor, min_nights, closed_to_arrival, closed_to_departure, shadow.row_id IS NOT NULL
FROM day_rate LEFT JOIN shadow ON shadow.table_name = 'day_rate' AND shadow.row_id = day_rate.id
WHERE listing_id = :listing_id AND date >= :since AND date < :until
ORDER BY date
