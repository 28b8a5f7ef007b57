SELECT scope, epoch, version, name, role, synced_at FROM cursor ORDER BY name, scope
