UPDATE outbox SET mid = NULL WHERE state IN ('done', 'quarantined')
