SELECT id, tenant_id, listing_id, sha256, position, caption, width, height,
       EXISTS (SELECT 1 FROM shadow WHERE table_name = 'listing_photo' AND row_id = listing_photo.id),
       (SELECT state FROM blob_upload WHERE scope = 't:' || tenant_id AND blob_upload.sha256 = listing_photo.sha256)
FROM listing_photo WHERE id = :id
