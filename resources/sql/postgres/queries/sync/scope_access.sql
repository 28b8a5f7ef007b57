SELECT sync_scope.version, sync_scope.floor, member.role
FROM sync_scope JOIN member ON member.tenant_id = sync_scope.tenant_id
WHERE sync_scope.tenant_id = roost_tenant() AND member.user_id = roost_user() AND member.role IN ('owner', 'manager')
