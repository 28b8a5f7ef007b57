-- The tenant's settings of holds, and this holder's live ones: no row but one if there are none.
SELECT coalesce(tenant.settings->>'hold_seconds', ''), hold.id, hold.wish::text
FROM tenant LEFT JOIN hold ON hold.tenant_id = tenant.id AND hold.holder = :holder::text AND hold.ended_at IS NULL
    AND hold.expires_at > :now::timestamptz
WHERE tenant.id = :tenant_id::uuid
