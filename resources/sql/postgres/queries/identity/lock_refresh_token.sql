SELECT session.id::text, session.user_id::text, session.ended_at IS NOT NULL, refresh_token.used_at IS NOT NULL,
       refresh_token.expires_at <= :now::timestamptz
FROM refresh_token JOIN session ON session.id = refresh_token.session_id
WHERE refresh_token.token_hash = :token_hash::bytea
FOR UPDATE
