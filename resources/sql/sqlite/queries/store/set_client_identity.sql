UPDATE sync_client SET client_id = :client_id, next_mid = :next_mid, last_acked_mid = 0
