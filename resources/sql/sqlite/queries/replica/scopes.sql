SELECT scope, epoch, version, name, role, synced_at FROM cursor ORDER BY scope LIKE 'u:%', name, scope
