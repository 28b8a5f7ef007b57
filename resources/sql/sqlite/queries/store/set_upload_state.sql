UPDATE blob_upload SET state = :state, error = :error WHERE scope = :scope AND sha256 = :sha256
