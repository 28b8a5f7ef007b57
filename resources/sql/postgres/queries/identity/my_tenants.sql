SELECT tenant.id::text, tenant.name, tenant.currency, tenant.time_zone, tenant.locale, member.role,
       greatest(tenant.version, member.version), tenant.settings::text
FROM member JOIN tenant ON tenant.id = member.tenant_id
WHERE member.user_id = :user_id::uuid
  AND (:after_name::text IS NULL OR (tenant.name, tenant.id) > (:after_name::text, :after_id::uuid))
ORDER BY tenant.name, tenant.id
LIMIT :limit::integer
