SELECT tenant_id FROM listing WHERE id = :listing_id::uuid AND kind = 'stay' AND status = 'published'
