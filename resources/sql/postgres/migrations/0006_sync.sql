-- The server's half of the sync protocol (docs/sync.md): client records and the outcome of every mutation.
CREATE TABLE sync_client (
    client_id  uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES user_account ON DELETE CASCADE,
    last_mid   bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    seen_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON sync_client (user_id);

-- mutation_id is unique over all clients: a mutation that a forked client sends again under a new client id answers
-- with the outcome it had.
CREATE TABLE sync_outcome (
    mutation_id uuid PRIMARY KEY,
    client_id   uuid NOT NULL REFERENCES sync_client ON DELETE CASCADE,
    mid         bigint NOT NULL,
    hash        bytea NOT NULL,
    outcome     text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (client_id, mid)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON sync_client, sync_outcome TO roost_app;
-- A client's records are its user's alone.
ALTER TABLE sync_client ENABLE ROW LEVEL SECURITY;
ALTER TABLE sync_client FORCE ROW LEVEL SECURITY;
CREATE POLICY own_clients ON sync_client TO roost_app USING (user_id = roost_user()) WITH CHECK (user_id = roost_user());
CREATE POLICY owner_rows ON sync_client TO roost_owner USING (true) WITH CHECK (true);
ALTER TABLE sync_outcome ENABLE ROW LEVEL SECURITY;
ALTER TABLE sync_outcome FORCE ROW LEVEL SECURITY;
CREATE POLICY own_outcomes ON sync_outcome TO roost_app
    USING (EXISTS (SELECT 1 FROM sync_client WHERE sync_client.client_id = sync_outcome.client_id))
    WITH CHECK (EXISTS (SELECT 1 FROM sync_client WHERE sync_client.client_id = sync_outcome.client_id));
CREATE POLICY owner_rows ON sync_outcome TO roost_owner USING (true) WITH CHECK (true);
