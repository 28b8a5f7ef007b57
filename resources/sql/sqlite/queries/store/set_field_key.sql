UPDATE field_key SET fingerprint = roost_key()
