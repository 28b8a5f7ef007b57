UPDATE outbox SET state = 'done', finished_at = :at WHERE state = 'answered'
