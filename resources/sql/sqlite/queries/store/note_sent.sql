UPDATE outbox SET is_sent = 1 WHERE state = 'waiting' AND is_sent = 0 AND mid <= :mid
