-- The settings of a transaction, and what the row policies and triggers of every later table rest on.
-- Migrations run as roost_owner, which owns everything; roostd connects as roost_app, which owns nothing.
CREATE EXTENSION IF NOT EXISTS btree_gist;

GRANT USAGE ON SCHEMA public TO roost_app;
-- Which schema this is: read by roostd before it serves.
GRANT SELECT ON schema_migration TO roost_app;

-- The tenant and the user for whom this transaction works (set_config('roost.tenant', …, true)); NULL when not set.
CREATE FUNCTION roost_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('roost.tenant', true), '')::uuid $$;
CREATE FUNCTION roost_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('roost.user', true), '')::uuid $$;

-- Row security for a tenant's table: roost_app sees and writes the rows of the transaction's tenant; the owner (migrations
-- and SECURITY DEFINER functions) sees all. FORCE makes the owner subject to its policy too, so that forgetting one shows.
CREATE FUNCTION roost_protect(table_name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY tenant_rows ON %s TO roost_app USING (tenant_id = roost_tenant()) '
                   'WITH CHECK (tenant_id = roost_tenant())', table_name);
    EXECUTE format('CREATE POLICY owner_rows ON %s TO roost_owner USING (true) WITH CHECK (true)', table_name);
END $$;
REVOKE ALL ON FUNCTION roost_protect(regclass) FROM PUBLIC;

-- What a replica follows (docs/sync.md): 't:<tenant>' or 'u:<user>'. version counts the scope's writing transactions;
-- floor is the oldest cursor that can still be served by a pull.
CREATE TABLE sync_scope (
    scope     text PRIMARY KEY,
    tenant_id uuid,
    user_id   uuid,
    version   bigint NOT NULL DEFAULT 0,
    floor     bigint NOT NULL DEFAULT 0,
    CHECK ((tenant_id IS NULL) <> (user_id IS NULL))
);
GRANT SELECT, INSERT, UPDATE ON sync_scope TO roost_app;
ALTER TABLE sync_scope ENABLE ROW LEVEL SECURITY;
ALTER TABLE sync_scope FORCE ROW LEVEL SECURITY;
CREATE POLICY scope_rows ON sync_scope TO roost_app
    USING (tenant_id = roost_tenant() OR user_id = roost_user())
    WITH CHECK (tenant_id = roost_tenant() OR user_id = roost_user());
CREATE POLICY owner_rows ON sync_scope TO roost_owner USING (true) WITH CHECK (true);

-- One history of the server's data. A new row (and so a new epoch) when the data went back in time.
CREATE TABLE server_epoch (
    epoch             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    system_identifier text NOT NULL,
    timeline          integer NOT NULL,
    started_at        timestamptz NOT NULL DEFAULT now(),
    sequence          bigint GENERATED ALWAYS AS IDENTITY
);
GRANT SELECT, INSERT ON server_epoch TO roost_app;

CREATE TABLE sync_tombstone (
    tenant_id  uuid NOT NULL,
    version    bigint NOT NULL,
    table_name text NOT NULL,
    row_id     uuid NOT NULL,
    PRIMARY KEY (tenant_id, version, table_name, row_id)
);
GRANT SELECT, INSERT, DELETE ON sync_tombstone TO roost_app;
SELECT roost_protect('sync_tombstone');

-- Advances the version of the transaction's tenant by one and returns it. The first statement of every writing
-- transaction: the row lock makes commit order version order. Calling it again in the same transaction returns the same.
CREATE FUNCTION roost_advance_scope() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    new_version bigint := nullif(current_setting('roost.version', true), '')::bigint;
BEGIN
    IF new_version IS NOT NULL THEN
        RETURN new_version;
    END IF;
    UPDATE sync_scope SET version = version + 1 WHERE scope = 't:' || roost_tenant() RETURNING version INTO new_version;
    IF new_version IS NULL THEN
        INSERT INTO sync_scope (scope, tenant_id, version) VALUES ('t:' || roost_tenant(), roost_tenant(), 1)
            RETURNING version INTO new_version;
    END IF;
    PERFORM set_config('roost.version', new_version::text, true);
    RETURN new_version;
END $$;

CREATE FUNCTION roost_stamp_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := nullif(current_setting('roost.version', true), '')::bigint;
    IF NEW.version IS NULL THEN
        RAISE EXCEPTION 'table % written without roost_advance_scope()', TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION roost_leave_tombstone() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    current_version bigint := nullif(current_setting('roost.version', true), '')::bigint;
BEGIN
    IF current_version IS NULL THEN
        RAISE EXCEPTION 'table % written without roost_advance_scope()', TG_TABLE_NAME;
    END IF;
    INSERT INTO sync_tombstone (tenant_id, version, table_name, row_id)
        VALUES (OLD.tenant_id, current_version, TG_TABLE_NAME, OLD.id) ON CONFLICT DO NOTHING;
    RETURN OLD;
END $$;

-- Makes a tenant's table a synced one: it needs the columns id uuid, tenant_id uuid, version bigint.
CREATE FUNCTION roost_sync_table(table_name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE INDEX ON %s (tenant_id, version, id)', table_name);
    EXECUTE format('CREATE TRIGGER stamp_version BEFORE INSERT OR UPDATE ON %s '
                   'FOR EACH ROW EXECUTE FUNCTION roost_stamp_version()', table_name);
    EXECUTE format('CREATE TRIGGER leave_tombstone AFTER DELETE ON %s '
                   'FOR EACH ROW EXECUTE FUNCTION roost_leave_tombstone()', table_name);
END $$;
REVOKE ALL ON FUNCTION roost_sync_table(regclass) FROM PUBLIC;
