SELECT fingerprint, is_clean FROM field_key
