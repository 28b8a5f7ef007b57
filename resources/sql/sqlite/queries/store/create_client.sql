INSERT OR IGNORE INTO sync_client (only_row, client_id, next_mid, last_acked_mid) VALUES (1, :client_id, 1, 0)
