UPDATE sync_client SET next_mid = :next_mid
