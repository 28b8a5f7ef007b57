-- Accounts, their sessions, and the tenants they belong to.
-- user_account, session and refresh_token belong to people, not to tenants; only the identity module reads them.
CREATE TABLE user_account (
    id            uuid PRIMARY KEY,
    email         text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
    display_name  text NOT NULL CHECK (length(display_name) <= 200),
    password_hash text,
    created_at    timestamptz NOT NULL DEFAULT now(),
    disabled_at   timestamptz
);

-- A log-in and all the refresh tokens that followed from it (the "family").
CREATE TABLE session (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES user_account ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at   timestamptz,
    end_reason text CHECK (end_reason IN ('logout', 'reuse', 'password_changed', 'disabled'))
);
CREATE INDEX ON session (user_id);

CREATE TABLE refresh_token (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session ON DELETE CASCADE,
    issued_at  timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX ON refresh_token (session_id);

GRANT SELECT, INSERT, UPDATE ON user_account, session TO roost_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON refresh_token TO roost_app;

CREATE TABLE tenant (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL GENERATED ALWAYS AS (id) STORED,
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    currency   text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    time_zone  text NOT NULL,
    locale     text NOT NULL DEFAULT 'en',
    settings   jsonb NOT NULL DEFAULT '{}',
    source     text,
    source_id  text,
    created_at timestamptz NOT NULL DEFAULT now(),
    version    bigint NOT NULL,
    UNIQUE (source, source_id)
);

CREATE TABLE member (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    user_id    uuid NOT NULL REFERENCES user_account ON DELETE CASCADE,
    role       text NOT NULL CHECK (role IN ('owner', 'manager', 'staff')),
    created_at timestamptz NOT NULL DEFAULT now(),
    version    bigint NOT NULL,
    UNIQUE (tenant_id, user_id)
);
CREATE INDEX ON member (user_id);

GRANT SELECT, INSERT, UPDATE ON tenant TO roost_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON member TO roost_app;
SELECT roost_protect('member'), roost_sync_table('member');
-- A person sees their own memberships, and through them the names of their tenants.
CREATE POLICY own_memberships ON member FOR SELECT TO roost_app USING (user_id = roost_user());
SELECT roost_protect('tenant'), roost_sync_table('tenant');
CREATE POLICY own_tenants ON tenant FOR SELECT TO roost_app
    USING (EXISTS (SELECT 1 FROM member WHERE member.tenant_id = tenant.id AND member.user_id = roost_user()));

-- Whether this session is still alive and which role its user has in the tenant (NULL: none, or no tenant asked for).
-- Runs before the tenant of a transaction is set, hence with the owner's rights.
CREATE FUNCTION roost_caller(caller_session uuid, caller_user uuid, wanted_tenant uuid)
    RETURNS TABLE (is_alive boolean, role text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT EXISTS (SELECT 1 FROM session JOIN user_account ON user_account.id = session.user_id
                   WHERE session.id = caller_session AND session.user_id = caller_user
                     AND session.ended_at IS NULL AND user_account.disabled_at IS NULL),
           (SELECT member.role FROM member WHERE member.tenant_id = wanted_tenant AND member.user_id = caller_user)
    $$;
REVOKE ALL ON FUNCTION roost_caller(uuid, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_caller(uuid, uuid, uuid) TO roost_app;

-- What a POST with an Idempotency-Key answered, so that repeating it answers the same and does nothing twice.
CREATE TABLE idempotency_key (
    user_id      uuid NOT NULL REFERENCES user_account ON DELETE CASCADE,
    key          text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    request_hash bytea NOT NULL,
    status       integer,
    response     text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, key)
);
CREATE INDEX ON idempotency_key (created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO roost_app;

-- Who did what, when, to which thing. Append-only: no one may change or delete an entry.
CREATE TABLE audit_entry (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    at          timestamptz NOT NULL DEFAULT now(),
    user_id     uuid,
    action      text NOT NULL,
    entity      text NOT NULL,
    entity_id   uuid NOT NULL,
    from_state  text,
    to_state    text,
    detail      jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX ON audit_entry (tenant_id, entity_id, id);
GRANT SELECT, INSERT ON audit_entry TO roost_app;
SELECT roost_protect('audit_entry');
