UPDATE refresh_token SET used_at = :now::timestamptz WHERE token_hash = :token_hash::bytea
