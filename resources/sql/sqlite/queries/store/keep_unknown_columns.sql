-- Sealed whole: nothing is known of what it holds.
INSERT OR REPLACE INTO unknown_column (table_name, row_id, scope, values_json)
VALUES (:table_name, :row_id, :scope,
        roost_seal(:values_json, 'unknown_column', :table_name || '/' || :row_id, 'values_json'))
