SELECT 1 FROM (SELECT is_sent FROM outbox WHERE state = 'waiting' ORDER BY mid LIMIT :most) WHERE is_sent = 0 LIMIT 1
