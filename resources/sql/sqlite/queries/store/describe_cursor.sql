-- A scope that has not moved on is up to date with the server as of now.
UPDATE cursor SET name = :name, role = :role,
    synced_at = CASE WHEN epoch = :epoch AND version = :version THEN :at ELSE synced_at END
WHERE scope = :scope
