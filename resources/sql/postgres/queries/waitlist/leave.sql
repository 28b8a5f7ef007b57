UPDATE waitlist_entry SET status = 'left', ended_at = :now::timestamptz
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND status = 'waiting'
