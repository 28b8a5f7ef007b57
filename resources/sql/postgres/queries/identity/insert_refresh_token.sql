INSERT INTO refresh_token (token_hash, session_id, issued_at, expires_at)
VALUES (:token_hash::bytea, :session_id::uuid, :now::timestamptz, :expires_at::timestamptz)
