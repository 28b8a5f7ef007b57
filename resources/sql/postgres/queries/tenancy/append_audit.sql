INSERT INTO audit_entry (tenant_id, user_id, action, entity, entity_id, from_state, to_state, detail)
VALUES (:tenant_id::uuid, :user_id::uuid, :action, :entity, :entity_id::uuid, :from_state, :to_state, :detail::jsonb)
