-- Rows of users stamped with a version that their scope has not reached.
SELECT format('%s %s has version %s, its scope %s', kind, row_id, row_version, sync_scope.version)
FROM (SELECT 'trip' AS kind, id AS row_id, user_id, version AS row_version FROM trip
      UNION ALL SELECT 'assignment', id, user_id, version FROM assignment
      UNION ALL SELECT 'tombstone', row_id, user_id, version FROM user_tombstone) AS stamped
    LEFT JOIN sync_scope ON sync_scope.scope = 'u:' || stamped.user_id
WHERE sync_scope.version IS NULL OR row_version > sync_scope.version
