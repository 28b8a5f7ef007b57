-- Other front ends that sell a tenant's seats (docs/partner-api.md): apps and their keys.

CREATE TABLE partner_app (
    -- Said in the header x-app-id and in 'app:<id>:<reference>'.
    id         text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{2,63}$'),
    tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    -- ["https://tickets.example"]: browsers of other origins are refused
    origins    jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(origins) = 'array'),
    -- ["experience", …]: what it may see and reserve
    kinds      jsonb NOT NULL CHECK (jsonb_typeof(kinds) = 'array'),
    is_active  boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON partner_app (tenant_id);
CREATE INDEX ON partner_app USING gin (origins jsonb_path_ops);

-- Of a key only its SHA-256 is kept. At most two of an app are valid (PartnerAppService::rotate).
CREATE TABLE partner_key (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
    app_id     text NOT NULL REFERENCES partner_app ON DELETE CASCADE,
    key_hash   bytea NOT NULL CHECK (length(key_hash) = 32),
    sequence   bigint GENERATED ALWAYS AS IDENTITY,
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);
CREATE INDEX ON partner_key (app_id) WHERE revoked_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON partner_app, partner_key TO roost_app;
SELECT roost_protect('partner_app'), roost_protect('partner_key');

-- Who an app is, and the hashes of its valid keys in hexadecimal, apart by spaces. Asked before a transaction's tenant is
-- known, hence with the owner's rights.
CREATE FUNCTION roost_partner(wanted_app text)
    RETURNS TABLE (tenant_id uuid, name text, origins jsonb, kinds jsonb, is_active boolean, key_hashes text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT partner_app.tenant_id, partner_app.name, partner_app.origins, partner_app.kinds, partner_app.is_active,
           (SELECT coalesce(string_agg(encode(key_hash, 'hex'), ' ' ORDER BY sequence DESC), '')
            FROM partner_key WHERE partner_key.app_id = partner_app.id AND revoked_at IS NULL)
    FROM partner_app WHERE partner_app.id = wanted_app
    $$;

-- Whether some active app may be used from this origin: a preflight does not say which app asks.
CREATE FUNCTION roost_partner_origin(wanted_origin text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$ SELECT EXISTS (SELECT FROM partner_app WHERE is_active AND origins @> to_jsonb(wanted_origin)) $$;

-- For roostd app list: all tenants' apps, with their valid keys as "id created_at", the newest first, apart by commas.
CREATE FUNCTION roost_partners()
    RETURNS TABLE (id text, tenant_id uuid, name text, origins jsonb, kinds jsonb, is_active boolean, keys text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT partner_app.id, partner_app.tenant_id, partner_app.name, partner_app.origins, partner_app.kinds,
           partner_app.is_active,
           (SELECT coalesce(string_agg(partner_key.id || ' ' || to_char(partner_key.created_at AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                                       ',' ORDER BY sequence DESC), '')
            FROM partner_key WHERE partner_key.app_id = partner_app.id AND revoked_at IS NULL)
    FROM partner_app ORDER BY partner_app.created_at, partner_app.id
    $$;
-- The tenant of a published session, and whether one of these seats is somebody else's at the moment; when that ends, if all
-- that stands in the way are holds. Asked before a transaction's tenant is known and without its lock, so that a crowd after
-- the same seats is answered at once.
CREATE FUNCTION roost_partner_session(wanted_session uuid, wanted_seats uuid[], own_holder text, at timestamptz)
    RETURNS TABLE (tenant_id uuid, is_taken boolean, hold_ends_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$
    SELECT session.tenant_id, obstacle.is_taken, obstacle.hold_ends_at
    FROM experience_session AS session
        JOIN listing ON listing.id = session.listing_id AND listing.status = 'published'
        CROSS JOIN LATERAL (
            SELECT count(*) > 0 AS is_taken,
                   CASE WHEN bool_and(claim.hold_id IS NOT NULL) THEN max(claim.expires_at) END AS hold_ends_at
            FROM claim LEFT JOIN hold ON hold.id = claim.hold_id
            WHERE claim.unit_id = ANY (wanted_seats) AND claim.during && tstzrange(session.starts_at, session.ends_at)
              AND (claim.expires_at IS NULL OR claim.expires_at > at) AND hold.holder IS DISTINCT FROM own_holder
        ) AS obstacle
    WHERE session.id = wanted_session AND session.status = 'scheduled'
    $$;
REVOKE ALL ON FUNCTION roost_partner_session(uuid, uuid[], text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_partner_session(uuid, uuid[], text, timestamptz) TO roost_app;
REVOKE ALL ON FUNCTION roost_partner(text), roost_partner_origin(text), roost_partners() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roost_partner(text), roost_partner_origin(text), roost_partners() TO roost_app;
