UPDATE hold SET token_hash = decode(:token_hash, 'hex')
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND ended_at IS NULL AND expires_at > :now::timestamptz
