-- What somebody waits for with the tenant.
SELECT id, wish::text FROM waitlist_entry
WHERE tenant_id = :tenant_id::uuid AND user_id = :user_id::uuid AND status IN ('waiting', 'offered')
ORDER BY place
