UPDATE snapshot_load SET start_version = coalesce(start_version, :version), table_name = :table_name,
    after_key = :after_key, rows_loaded = rows_loaded + :rows
