SELECT status, hold_id FROM waitlist_entry
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND user_id = :user_id::uuid
FOR UPDATE
