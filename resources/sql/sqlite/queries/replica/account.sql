SELECT client_id, server_url, user_id, user_email FROM sync_client
