DELETE FROM table_check WHERE scope = :scope
