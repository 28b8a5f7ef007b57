-- Blocks in the shape of calendar_bookings.sql; every listing's.
SELECT block.id, listing_id, unit_id, '', CAST(julianday(from_date) + 0.5 AS INTEGER),
       CAST(julianday(to_date) + 0.5 AS INTEGER), note, source, 0, shadow.row_id IS NOT NULL, 1
FROM block LEFT JOIN shadow ON shadow.table_name = 'block' AND shadow.row_id = block.id
