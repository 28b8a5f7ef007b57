-- All but one, or all when :keep is null.
UPDATE session SET ended_at = :now::timestamptz, end_reason = :reason
WHERE user_id = :user_id::uuid AND ended_at IS NULL AND id IS DISTINCT FROM :keep::uuid
