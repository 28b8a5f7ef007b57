SELECT state, is_sent, coalesce(json_extract(roost_open(outcome, 'outbox', mutation_id, 'outcome'), '$.result'), '')
FROM outbox
WHERE mutation_id = :mutation_id
