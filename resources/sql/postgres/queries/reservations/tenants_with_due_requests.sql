SELECT roost_tenants_with_due_requests(:now::timestamptz)
