SELECT scope, epoch, version FROM cursor ORDER BY scope
