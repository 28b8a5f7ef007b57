UPDATE sync_client SET last_mid = :last_mid::bigint, seen_at = now() WHERE client_id = :client_id::uuid
