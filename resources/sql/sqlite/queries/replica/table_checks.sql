SELECT scope, table_name, is_differing, mismatches, found_at, refetched_at FROM table_check ORDER BY scope, table_name
