UPDATE session SET ended_at = :now::timestamptz, end_reason = :reason
WHERE id = :id::uuid AND ended_at IS NULL
