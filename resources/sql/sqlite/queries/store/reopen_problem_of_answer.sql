-- The host takes back the edit that a problem was decided with.
UPDATE problem SET state = 'open', resolved_at = NULL, answer_ids = NULL, reverse = NULL
WHERE state <> 'open' AND instr(answer_ids, :mutation_id) > 0
