SELECT last_mid FROM sync_client WHERE client_id = :client_id::uuid FOR UPDATE
