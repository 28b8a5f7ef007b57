UPDATE outbox SET state = 'waiting', attempts = 0 WHERE state IN ('waiting', 'answered')
