SELECT tenant.id, tenant.name, member.role, sync_scope.version, sync_scope.floor
FROM member
JOIN tenant ON tenant.id = member.tenant_id
JOIN LATERAL roost_scope_state(tenant.id) AS sync_scope ON true
WHERE member.user_id = roost_user() AND member.role IN ('owner', 'manager')
ORDER BY tenant.name, tenant.id
