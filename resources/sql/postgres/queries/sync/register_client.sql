INSERT INTO sync_client (client_id, user_id) VALUES (:client_id::uuid, roost_user())
ON CONFLICT (client_id) DO UPDATE SET seen_at = now()
RETURNING last_mid
