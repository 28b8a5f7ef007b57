UPDATE sync_client SET server_url = :server_url, user_id = :user_id, user_email = :user_email
