UPDATE blob_upload SET size = :size, sent_bytes = :sent_bytes WHERE scope = :scope AND sha256 = :sha256 AND state = 'waiting'
