INSERT INTO sync_outcome (mutation_id, client_id, mid, hash, outcome)
VALUES (:mutation_id::uuid, :client_id::uuid, :mid::bigint, decode(:hash, 'hex'), :outcome)
