SELECT roost_tenant_of_published_session(:session_id::uuid)
