SELECT tenant.id::text, tenant.name, tenant.currency, tenant.time_zone, tenant.locale, member.role,
       greatest(tenant.version, member.version), tenant.settings::text
FROM tenant JOIN member ON member.tenant_id = tenant.id
WHERE tenant.id = :id::uuid AND member.user_id = :user_id::uuid
