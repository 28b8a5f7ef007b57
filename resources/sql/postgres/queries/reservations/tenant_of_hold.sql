SELECT roost_tenant_of_hold(:id::uuid, :holder::text)
