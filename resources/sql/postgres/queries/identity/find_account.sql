SELECT id::text, email, display_name, password_hash, disabled_at IS NOT NULL
FROM user_account
WHERE id = :id::uuid
