UPDATE sync_client SET last_acked_mid = min(last_acked_mid, :mid)
