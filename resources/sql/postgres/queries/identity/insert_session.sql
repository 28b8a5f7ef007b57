INSERT INTO session (id, user_id, created_at) VALUES (:id::uuid, :user_id::uuid, :now::timestamptz)
