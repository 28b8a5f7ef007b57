INSERT INTO table_check (scope, table_name, is_differing, mismatches, found_at)
VALUES (:scope, :table_name, 1, 1, :at)
ON CONFLICT (scope, table_name) DO UPDATE SET is_differing = 1, mismatches = mismatches + 1, found_at = excluded.found_at
