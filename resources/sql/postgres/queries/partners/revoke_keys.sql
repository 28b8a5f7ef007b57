-- One key, or with NULL all of the app.
UPDATE partner_key SET revoked_at = now()
WHERE app_id = :app_id AND revoked_at IS NULL AND id = coalesce(:key_id::uuid, id)
