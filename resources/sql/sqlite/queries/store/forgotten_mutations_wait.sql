-- What the server applied and has forgotten: by its number, however long ago; under an earlier identity, lately. What it
-- rejected had no effect and is a problem already. The outcome that it had stays until there is another.
UPDATE outbox SET state = 'waiting', attempts = 0, last_error = NULL, finished_at = NULL, mid = NULL
WHERE state IN ('done', 'answered') AND (mid > :last_mid OR (mid IS NULL AND finished_at > :since))
  AND (outcome IS NULL OR json_extract(roost_open(outcome, 'outbox', mutation_id, 'outcome'), '$.result') <> 'rejected')
  AND roost_open(args, 'outbox', mutation_id, 'args') IS NOT NULL
