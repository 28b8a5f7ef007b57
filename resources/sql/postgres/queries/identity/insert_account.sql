INSERT INTO user_account (id, email, display_name, password_hash)
VALUES (:id::uuid, :email, :display_name, :password_hash)
