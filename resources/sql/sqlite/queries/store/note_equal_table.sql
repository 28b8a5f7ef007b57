UPDATE table_check SET is_differing = 0 WHERE scope = :scope AND table_name = :table_name
