UPDATE problem SET state = :state, resolved_at = :at WHERE id = :id AND state = 'open'
