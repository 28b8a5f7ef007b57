INSERT INTO blob_upload (scope, sha256, size, state, created_at) VALUES (:scope, :sha256, 0, 'waiting', :created_at)
ON CONFLICT (scope, sha256) DO UPDATE SET state = 'waiting', error = NULL WHERE state = 'failed'
