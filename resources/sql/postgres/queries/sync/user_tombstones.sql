SELECT table_name, row_id, version FROM user_tombstone
WHERE user_id = roost_user() AND version > :from_version::bigint
  AND (version, table_name, row_id) > (:after_version::bigint, :after_table, :after_id::uuid)
ORDER BY version, table_name, row_id
LIMIT :most::integer
