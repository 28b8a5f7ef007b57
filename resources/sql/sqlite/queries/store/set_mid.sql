UPDATE outbox SET mid = :mid WHERE seq = :seq
