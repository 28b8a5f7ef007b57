SELECT roost_tenants_with_unused_blobs(:before::timestamptz)
