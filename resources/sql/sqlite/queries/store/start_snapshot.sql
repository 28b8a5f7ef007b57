INSERT INTO snapshot_load (only_row, scope, epoch, table_name, after_key, rows_loaded)
VALUES (1, :scope, :epoch, :table_name, '', 0)
