SELECT client_id, next_mid, last_acked_mid, server_url, user_id, user_email FROM sync_client
