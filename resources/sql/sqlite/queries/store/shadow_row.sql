INSERT OR IGNORE INTO shadow (table_name, row_id, scope, row_json)
VALUES (:table_name, :row_id, :scope, roost_seal(:row_json, 'shadow', :table_name || '/' || :row_id, 'row_json'))
