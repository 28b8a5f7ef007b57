SELECT row_count, last_version, last_id, rows
FROM roost_changed_user_rows(:table_name, :from_version::bigint, :after_version::bigint, :after_id::uuid, :most::integer)
