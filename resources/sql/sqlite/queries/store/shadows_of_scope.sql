SELECT table_name, row_id, row_json FROM shadow WHERE scope = :scope
