-- By this computer's clock, which may jump: the newest thousand stay whatever it says.
DELETE FROM outbox WHERE state = 'done' AND finished_at < :before
    AND seq < (SELECT coalesce(max(seq), 0) - 1000 FROM outbox)
