SELECT roost_tenant_of_published(:listing_id::uuid)
