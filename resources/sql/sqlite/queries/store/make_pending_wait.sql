UPDATE outbox SET state = 'waiting', outcome = NULL, attempts = 0 WHERE state IN ('waiting', 'answered')
