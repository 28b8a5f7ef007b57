-- checked_at: rows that came whole are compared with the server's at the next pull.
INSERT INTO cursor (scope, epoch, version, name, role, synced_at, schema_version, checked_at)
VALUES (:scope, :epoch, :version, :name, :role, :synced_at, :schema_version, NULL)
ON CONFLICT (scope) DO UPDATE SET epoch = excluded.epoch, version = excluded.version, name = excluded.name,
                                  role = excluded.role, synced_at = excluded.synced_at,
                                  schema_version = excluded.schema_version, checked_at = NULL
