SELECT table_name, row_id, roost_open(row_json, 'shadow', table_name || '/' || row_id, 'row_json'), row_json IS NULL
FROM shadow WHERE scope = :scope
