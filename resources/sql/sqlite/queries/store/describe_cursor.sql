UPDATE cursor SET name = :name, role = :role WHERE scope = :scope
