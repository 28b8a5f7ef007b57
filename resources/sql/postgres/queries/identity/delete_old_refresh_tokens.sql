-- A used token must stay known as long as it could be used again; so only what has expired goes.
DELETE FROM refresh_token WHERE expires_at < :now::timestamptz - interval '1 day'
