SELECT block.id, tenant_id, listing_id, unit_id, from_date, to_date, note, source, shadow.row_id IS NOT NULL
FROM block LEFT JOIN shadow ON shadow.table_name = 'block' AND shadow.row_id = block.id
WHERE from_date < :until AND to_date > :since ORDER BY from_date, block.id
