-- All but the two newest.
UPDATE partner_key SET revoked_at = now()
WHERE app_id = :app_id AND revoked_at IS NULL
  AND id NOT IN (SELECT id FROM partner_key WHERE app_id = :app_id AND revoked_at IS NULL ORDER BY sequence DESC LIMIT 2)
