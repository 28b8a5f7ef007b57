UPDATE table_check SET refetched_at = :at WHERE scope = :scope AND table_name = :table_name
