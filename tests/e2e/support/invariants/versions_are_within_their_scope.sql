-- Synced rows stamped with a version that their scope has not reached.
SELECT format('%s %s has version %s, its scope %s', kind, row_id, row_version, sync_scope.version)
FROM (SELECT 'booking' AS kind, id AS row_id, tenant_id, version AS row_version FROM booking
      UNION ALL SELECT 'contact', id, tenant_id, version FROM contact
      UNION ALL SELECT 'unit', id, tenant_id, version FROM unit
      UNION ALL SELECT 'listing', id, tenant_id, version FROM listing
      UNION ALL SELECT 'tombstone', row_id, tenant_id, version FROM sync_tombstone) AS stamped
    LEFT JOIN sync_scope ON sync_scope.scope = 't:' || stamped.tenant_id
WHERE sync_scope.version IS NULL OR row_version > sync_scope.version
