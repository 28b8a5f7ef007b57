UPDATE outbox SET mid = NULL WHERE mid > :mid
