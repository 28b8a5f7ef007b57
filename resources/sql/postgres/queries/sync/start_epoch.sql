INSERT INTO server_epoch (system_identifier, timeline, database_oid)
VALUES (:system_identifier, :timeline::integer, :database_oid::bigint) RETURNING epoch
