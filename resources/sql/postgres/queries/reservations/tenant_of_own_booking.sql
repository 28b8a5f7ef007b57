SELECT roost_tenant_of_own_booking(:id::uuid, :guest::uuid)
