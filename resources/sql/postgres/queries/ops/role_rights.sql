-- What the connected role, or a role that it may act as, is allowed to do.
SELECT current_user::text, bool_or(rolsuper), bool_or(rolbypassrls),
       EXISTS (SELECT 1 FROM pg_class
               WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
                 AND pg_has_role(current_user, relowner, 'MEMBER'))
FROM pg_roles
WHERE pg_has_role(current_user, oid, 'MEMBER')
