SELECT roost_public_photos(:listing_id::uuid)::text
