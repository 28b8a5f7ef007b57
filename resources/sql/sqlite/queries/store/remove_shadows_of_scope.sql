DELETE FROM shadow WHERE scope = :scope
