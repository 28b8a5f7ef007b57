SELECT sha256 FROM blob
WHERE tenant_id = :tenant_id::uuid AND created_at < :before::timestamptz AND state = 'ready'
    AND NOT EXISTS (SELECT FROM listing_photo WHERE listing_photo.tenant_id = blob.tenant_id
                                                AND listing_photo.sha256 = blob.sha256)
ORDER BY created_at LIMIT 500
