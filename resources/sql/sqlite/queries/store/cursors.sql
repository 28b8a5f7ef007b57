SELECT scope, epoch, version, schema_version FROM cursor ORDER BY scope
