SELECT table_name, row_id, scope, roost_open(values_json, 'unknown_column', table_name || '/' || row_id, 'values_json')
FROM unknown_column
