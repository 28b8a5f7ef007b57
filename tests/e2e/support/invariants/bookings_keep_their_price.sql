-- Bookings whose total is not what their stored quote says.
SELECT format('booking %s costs %s, its quote says %s', id, total_minor, quote #>> '{total,amount_minor}')
FROM booking
WHERE quote #>> '{total,amount_minor}' IS NOT NULL AND (quote #>> '{total,amount_minor}')::bigint <> total_minor
