UPDATE cursor SET checked_at = :at WHERE scope = :scope
