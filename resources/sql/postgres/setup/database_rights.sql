-- Nobody but the server's two roles connects. Written once: repeating it would rewrite the row at each start.
DO $$
BEGIN
    IF has_database_privilege('public', 'roost', 'CONNECT') THEN
        PERFORM pg_advisory_xact_lock(7022911);
        REVOKE ALL ON DATABASE roost FROM PUBLIC;
        GRANT CONNECT ON DATABASE roost TO roost_app;
    END IF;
END
$$;
