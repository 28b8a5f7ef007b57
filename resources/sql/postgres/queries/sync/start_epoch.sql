INSERT INTO server_epoch (system_identifier, timeline) VALUES (:system_identifier, :timeline::integer) RETURNING epoch
