-- Sessions that begin in [since, until), of one listing or of all.
SELECT id, tenant_id, listing_id, starts_at, ends_at, time_zone, status, places FROM experience_session
WHERE starts_at >= :since AND starts_at < :until AND (:listing_id IS NULL OR listing_id = :listing_id)
ORDER BY starts_at, id
