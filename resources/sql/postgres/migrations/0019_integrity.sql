-- What the server remembers of a client beyond its last mid: the schema version that it speaks and the session that it
-- last said hello in, the highest mid whose outcome it is known to have, and the mid up to which outcomes have expired.
-- Clients of versions 1 and 2 did not tell theirs with each request; 2 is what they are taken for until their next hello.
ALTER TABLE sync_client ADD COLUMN schema_version integer NOT NULL DEFAULT 2;
ALTER TABLE sync_client ADD COLUMN session_id uuid;
ALTER TABLE sync_client ADD COLUMN acked_mid bigint NOT NULL DEFAULT 0;
ALTER TABLE sync_client ADD COLUMN outcome_floor bigint NOT NULL DEFAULT 0;
CREATE INDEX ON sync_client (session_id);

-- The count of a table's rows of the transaction's tenant or user, and a hash of what they hold (docs/sync.md, "Checks"):
-- columns are positions in cells, from 0; of them fractions holds those whose numbers may have one. Each row's fields in
-- that order, null as nothing and all else behind an equals sign, each closed by U+001F, are hashed with MD5; the rows'
-- digests are combined by exclusive or, in halves of 64 bits, so that their order does not matter.
CREATE FUNCTION roost_table_check(table_name text, owner_column text, columns integer[], fractions integer[])
    RETURNS TABLE (row_count bigint, hash text) LANGUAGE plpgsql STABLE AS $$
DECLARE
    fields text;
BEGIN
    SELECT string_agg(format(CASE WHEN position = ANY (fractions)
                                  THEN 'coalesce(''='' || encode(float8send((c->>%s)::float8), ''hex''), '''') || chr(31)'
                                  ELSE 'coalesce(''='' || (c->>%s), '''') || chr(31)' END, position),
                      ' || ' ORDER BY place)
        INTO fields FROM unnest(columns) WITH ORDINALITY AS one (position, place);
    RETURN QUERY EXECUTE format(
        'SELECT count(*), lpad(to_hex(coalesce(bit_xor((''x'' || left(digest, 16))::bit(64)::bigint), 0)), 16, ''0'') ||
                          lpad(to_hex(coalesce(bit_xor((''x'' || right(digest, 16))::bit(64)::bigint), 0)), 16, ''0'')
         FROM (SELECT md5(%s) AS digest FROM (SELECT cells::jsonb AS c FROM %I WHERE %I = $1 OFFSET 0) AS one) AS hashed',
        fields, 'wire_' || table_name, owner_column)
        USING CASE owner_column WHEN 'tenant_id' THEN roost_tenant() ELSE roost_user() END;
END $$;

-- Which database of which cluster an epoch began in: a dump that is loaded beside the original has another.
ALTER TABLE server_epoch ADD COLUMN database_oid bigint;

-- A scope that went back in time alone, as far as its clients can tell: it has an epoch of its own for as long as the
-- server's is the one in which that happened.
CREATE TABLE sync_scope_epoch (
    scope      text PRIMARY KEY,
    base_epoch uuid NOT NULL,
    epoch      uuid NOT NULL DEFAULT gen_random_uuid(),
    started_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON sync_scope_epoch TO roost_app;
-- Who follows the scope sees its epoch; only roost_restart_scope() writes.
ALTER TABLE sync_scope_epoch ENABLE ROW LEVEL SECURITY;
ALTER TABLE sync_scope_epoch FORCE ROW LEVEL SECURITY;
CREATE POLICY followed_scopes ON sync_scope_epoch FOR SELECT TO roost_app
    USING (scope = 'u:' || roost_user()
           OR EXISTS (SELECT 1 FROM member
                      WHERE 't:' || member.tenant_id = sync_scope_epoch.scope AND member.user_id = roost_user()));
CREATE POLICY owner_rows ON sync_scope_epoch TO roost_owner USING (true) WITH CHECK (true);

-- Begins a new epoch of a scope that the user follows, unless somebody did since it was expected_epoch. Returns the epoch
-- in force.
CREATE FUNCTION roost_restart_scope(of_scope text, expected_epoch uuid) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    base uuid := (SELECT epoch FROM server_epoch ORDER BY sequence DESC LIMIT 1);
    now_in_force uuid;
BEGIN
    IF of_scope <> 'u:' || roost_user()
       AND NOT EXISTS (SELECT FROM member WHERE 't:' || tenant_id = of_scope AND user_id = roost_user()
                                            AND role IN ('owner', 'manager')) THEN
        RAISE EXCEPTION 'a scope that the user does not follow' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- One at a time: of two clients that find the same, the second learns the first one's epoch.
    PERFORM pg_advisory_xact_lock(hashtextextended(of_scope, 19));
    SELECT coalesce((SELECT epoch FROM sync_scope_epoch WHERE scope = of_scope AND base_epoch = base), base)
        INTO now_in_force;
    IF now_in_force = expected_epoch THEN
        INSERT INTO sync_scope_epoch (scope, base_epoch) VALUES (of_scope, base)
            ON CONFLICT (scope) DO UPDATE SET base_epoch = excluded.base_epoch, epoch = gen_random_uuid(),
                                              started_at = now()
            RETURNING epoch INTO now_in_force;
    END IF;
    RETURN now_in_force;
END $$;
REVOKE ALL ON FUNCTION roost_restart_scope(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_restart_scope(text, uuid) TO roost_app;

-- How far the data has come: it never falls within one history.
CREATE FUNCTION roost_versions_total() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$ SELECT coalesce(sum(version), 0)::bigint FROM sync_scope $$;
REVOKE ALL ON FUNCTION roost_versions_total() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_versions_total() TO roost_app;

-- Retention (docs/sync.md, "Retention"). Tombstones go only below the scope's floor, which moves in the same transaction.
ALTER TABLE sync_tombstone ADD COLUMN deleted_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX ON sync_tombstone (deleted_at);
ALTER TABLE user_tombstone ADD COLUMN deleted_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX ON user_tombstone (deleted_at);
CREATE INDEX ON sync_outcome (created_at);
CREATE INDEX ON sync_client (seen_at);

-- The ids of mutations whose outcome has expired: whatever brings one again, it is not done twice.
CREATE TABLE sync_spent_mutation (
    mutation_id uuid PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES user_account ON DELETE CASCADE
);
CREATE INDEX ON sync_spent_mutation (user_id);
GRANT SELECT ON sync_spent_mutation TO roost_app;
ALTER TABLE sync_spent_mutation ENABLE ROW LEVEL SECURITY;
ALTER TABLE sync_spent_mutation FORCE ROW LEVEL SECURITY;
CREATE POLICY own_mutations ON sync_spent_mutation FOR SELECT TO roost_app USING (user_id = roost_user());
CREATE POLICY owner_rows ON sync_spent_mutation TO roost_owner USING (true) WITH CHECK (true);

-- Drops the tombstones from before that time of one scope that has some, and moves its floor to the newest of them.
-- Returns how many; 0 when no scope has any.
CREATE FUNCTION roost_expire_user_tombstones(before timestamptz) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    owner uuid;
    new_floor bigint;
    dropped integer;
BEGIN
    SELECT user_id INTO owner FROM user_tombstone WHERE deleted_at < before LIMIT 1;
    IF owner IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM FROM sync_scope WHERE scope = 'u:' || owner FOR NO KEY UPDATE;
    SELECT max(version) INTO new_floor FROM user_tombstone WHERE user_id = owner AND deleted_at < before;
    UPDATE sync_scope SET floor = greatest(floor, new_floor) WHERE scope = 'u:' || owner;
    DELETE FROM user_tombstone WHERE user_id = owner AND version <= new_floor;
    GET DIAGNOSTICS dropped = ROW_COUNT;
    RETURN dropped;
END $$;
REVOKE ALL ON FUNCTION roost_expire_user_tombstones(timestamptz) FROM PUBLIC;

CREATE FUNCTION roost_expire_tombstones(before timestamptz) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    of_scope text;
    owner uuid;
    new_floor bigint;
    dropped integer;
BEGIN
    SELECT tenant_id INTO owner FROM sync_tombstone WHERE deleted_at < before LIMIT 1;
    IF owner IS NULL THEN
        RETURN roost_expire_user_tombstones(before);
    END IF;
    of_scope := 't:' || owner;
    PERFORM FROM sync_scope WHERE scope = of_scope FOR NO KEY UPDATE;
    SELECT max(version) INTO new_floor FROM sync_tombstone WHERE tenant_id = owner AND deleted_at < before;
    UPDATE sync_scope SET floor = greatest(floor, new_floor) WHERE scope = of_scope;
    DELETE FROM sync_tombstone WHERE tenant_id = owner AND version <= new_floor;
    GET DIAGNOSTICS dropped = ROW_COUNT;
    RETURN dropped;
END $$;
REVOKE ALL ON FUNCTION roost_expire_tombstones(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_expire_tombstones(timestamptz) TO roost_app;

-- Drops the outcomes from before that time which their clients are known to have, and whole records of clients that were
-- not seen since; what stays of a mutation is its id. Works through some at a time: returns how many, 0 when done.
CREATE FUNCTION roost_expire_outcomes(before timestamptz) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    dropped integer;
    ended integer;
BEGIN
    WITH silent AS (
        SELECT client_id FROM sync_client WHERE seen_at < before ORDER BY seen_at LIMIT 20 FOR UPDATE SKIP LOCKED
    ), acknowledged AS (
        SELECT mutation_id, sync_outcome.client_id, mid FROM sync_outcome JOIN sync_client USING (client_id)
        WHERE sync_outcome.created_at < before AND mid <= acked_mid ORDER BY sync_outcome.created_at LIMIT 2000
        FOR UPDATE OF sync_client SKIP LOCKED
    ), expired AS (
        SELECT mutation_id, client_id, mid FROM acknowledged
        UNION
        SELECT mutation_id, client_id, mid FROM sync_outcome WHERE client_id IN (SELECT client_id FROM silent)
    ), spent AS (
        INSERT INTO sync_spent_mutation (mutation_id, user_id)
            SELECT mutation_id, user_id FROM expired JOIN sync_client USING (client_id)
            ON CONFLICT DO NOTHING
    ), floors AS (
        UPDATE sync_client SET outcome_floor = greatest(outcome_floor, highest.mid)
        FROM (SELECT client_id, max(mid) AS mid FROM expired GROUP BY client_id) AS highest
        WHERE sync_client.client_id = highest.client_id AND sync_client.client_id NOT IN (SELECT client_id FROM silent)
    )
    DELETE FROM sync_outcome WHERE mutation_id IN (SELECT mutation_id FROM expired);
    GET DIAGNOSTICS dropped = ROW_COUNT;
    DELETE FROM sync_client WHERE client_id IN (
        SELECT client_id FROM sync_client WHERE seen_at < before
            AND NOT EXISTS (SELECT FROM sync_outcome WHERE sync_outcome.client_id = sync_client.client_id)
        ORDER BY seen_at LIMIT 20 FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN dropped + ended;
END $$;
REVOKE ALL ON FUNCTION roost_expire_outcomes(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_expire_outcomes(timestamptz) TO roost_app;
