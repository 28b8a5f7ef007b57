SELECT roost_tenant_of_waitlist_entry(:id::uuid, :user_id::uuid)
