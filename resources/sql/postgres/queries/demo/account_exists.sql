-- Whether a demo was made before.
SELECT EXISTS (SELECT FROM user_account WHERE email = :email)
