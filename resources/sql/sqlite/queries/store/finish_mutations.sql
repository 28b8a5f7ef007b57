UPDATE outbox SET state = 'done', finished_at = :at
WHERE scope = :scope AND mid <= :last_mid AND state IN ('waiting', 'answered')
