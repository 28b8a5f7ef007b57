UPDATE field_key SET is_clean = 1
