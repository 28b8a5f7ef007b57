SELECT scope, sha256, size, sent_bytes, state, error FROM blob_upload WHERE :state = '' OR state = :state
ORDER BY created_at, sha256
