DELETE FROM unknown_column WHERE scope = :scope
