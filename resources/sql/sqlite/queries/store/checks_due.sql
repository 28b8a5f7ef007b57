SELECT scope FROM cursor WHERE checked_at IS NULL OR checked_at < :before OR checked_at > :now
