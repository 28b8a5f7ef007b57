DELETE FROM sync_client WHERE client_id = :client_id::uuid AND last_mid = 0
