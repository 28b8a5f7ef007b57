DELETE FROM blob_upload WHERE scope = :scope AND sha256 = :sha256
