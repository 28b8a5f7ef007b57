UPDATE outbox SET state = 'done', finished_at = :at WHERE scope = :scope AND state = 'answered'
