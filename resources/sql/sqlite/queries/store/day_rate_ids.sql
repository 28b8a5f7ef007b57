SELECT date, id FROM day_rate WHERE listing_id = :listing_id AND date >= :since AND date < :until
