-- A tenant's published listings of a kind, by id; with :id only that one, of whichever kind.
SELECT id, kind, title, time_zone, currency, base_price_minor, max_guests
FROM listing
WHERE tenant_id = :tenant_id::uuid AND status = 'published'
  AND CASE WHEN :id::uuid IS NULL THEN kind = :kind AND (:after::uuid IS NULL OR id > :after::uuid) ELSE id = :id::uuid END
ORDER BY id LIMIT :limit::integer
