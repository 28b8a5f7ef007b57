-- Outcomes are known up to the first mutation without one.
UPDATE sync_client SET last_acked_mid =
    max(last_acked_mid, coalesce((SELECT min(mid) FROM outbox WHERE state = 'waiting') - 1, next_mid - 1))
