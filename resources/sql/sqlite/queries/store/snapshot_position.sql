SELECT scope, epoch, start_version, table_name, after_key, rows_loaded FROM snapshot_load
