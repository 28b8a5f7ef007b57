SELECT epoch, version FROM cursor WHERE scope = :scope
