SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
WHERE attrelid = to_regclass('wire_columns_' || :table_name) AND attnum > 0 ORDER BY attnum
