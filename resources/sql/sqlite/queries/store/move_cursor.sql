UPDATE cursor SET version = :version, synced_at = :synced_at WHERE scope = :scope
