SELECT sha256, size, media_type, width, height FROM blob
WHERE tenant_id = :tenant_id::uuid AND sha256 = :sha256 AND state = 'ready'
