INSERT INTO cursor (scope, epoch, version, name, role, synced_at)
VALUES (:scope, :epoch, :version, :name, :role, :synced_at)
ON CONFLICT (scope) DO UPDATE SET epoch = excluded.epoch, version = excluded.version, name = excluded.name,
                                  role = excluded.role, synced_at = excluded.synced_at
