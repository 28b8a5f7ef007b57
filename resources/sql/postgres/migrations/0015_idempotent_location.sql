-- A reply that is given again has its Location, too.
ALTER TABLE idempotency_key ADD COLUMN location text;
