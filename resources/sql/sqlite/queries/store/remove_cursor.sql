DELETE FROM cursor WHERE scope = :scope
