UPDATE waitlist_entry SET status = 'offered', hold_id = :hold_id::uuid, offered_at = :now::timestamptz
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND status = 'waiting'
