UPDATE snapshot_load SET start_version = coalesce(start_version, :version), after_key = :after_key,
    rows_loaded = CASE WHEN table_name = :same_table THEN rows_loaded + :rows ELSE 0 END, table_name = :table_name
