-- What the server remembers of a client beyond its last mid: the schema version that it speaks and the session that it
-- last said hello in, the highest mid whose outcome it is known to have, and the mid up to which outcomes have expired.
-- Clients of versions 1 and 2 did not tell theirs with each request; 2 is what they are taken for until their next hello.
ALTER TABLE sync_client ADD COLUMN schema_version integer NOT NULL DEFAULT 2;
ALTER TABLE sync_client ADD COLUMN session_id uuid;
ALTER TABLE sync_client ADD COLUMN acked_mid bigint NOT NULL DEFAULT 0;
ALTER TABLE sync_client ADD COLUMN outcome_floor bigint NOT NULL DEFAULT 0;
CREATE INDEX ON sync_client (session_id);
