SELECT table_name, row_id, version FROM sync_tombstone
WHERE tenant_id = roost_tenant() AND version > :from_version::bigint
  AND (version, table_name, row_id) > (:after_version::bigint, :after_table, :after_id::uuid)
ORDER BY version, table_name, row_id
LIMIT :most::integer
