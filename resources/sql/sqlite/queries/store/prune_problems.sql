-- By this computer's clock, as the outbox; what is open stays.
DELETE FROM problem WHERE state <> 'open' AND resolved_at < :before
