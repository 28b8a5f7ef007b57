-- What is known here to keep nights of the unit in [since, until): for what the host does offline.
SELECT code, check_in, check_out FROM booking
WHERE unit_id = :unit_id AND listing_id = :listing_id AND status IN ('confirmed', 'completed') AND id <> :except
  AND check_in < :until AND check_out > :since
UNION ALL
SELECT '', from_date, to_date FROM block
WHERE unit_id = :unit_id AND listing_id = :listing_id AND from_date < :until AND to_date > :since
ORDER BY 2
