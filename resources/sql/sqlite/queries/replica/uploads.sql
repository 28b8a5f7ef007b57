SELECT scope, sha256, size, sent_bytes, state, error FROM blob_upload ORDER BY created_at, sha256
