-- The server's two roles: the owner of the tables, and the one that serves requests and can't get round row security.
-- One process at a time: two that create the same role would fail on each other.
DO $$
BEGIN
    PERFORM pg_advisory_xact_lock(7022911);
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'roost_owner') THEN
        CREATE ROLE roost_owner LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'roost_app') THEN
        CREATE ROLE roost_app LOGIN;
    END IF;
    IF EXISTS (SELECT FROM pg_roles
               WHERE rolname IN ('roost_owner', 'roost_app')
                 AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication)) THEN
        ALTER ROLE roost_owner NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION;
        ALTER ROLE roost_app NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION;
    END IF;
END
$$;
