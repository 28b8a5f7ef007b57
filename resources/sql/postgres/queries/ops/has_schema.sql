SELECT to_regclass('public.schema_migration') IS NOT NULL
