-- The demo's host: an account, the tenant, and the membership that joins them.
WITH account AS (
    INSERT INTO user_account (id, email, display_name, password_hash)
    VALUES (:user_id::uuid, :email, 'Ingrid Solberg', :password_hash)
), host_tenant AS (
    INSERT INTO tenant (id, name, currency, time_zone, locale, source)
    VALUES (:tenant_id::uuid, 'Solberg Stays', :currency, 'Europe/Oslo', 'en', 'demo')
)
INSERT INTO member (id, tenant_id, user_id, role)
VALUES (:member_id::uuid, :tenant_id::uuid, :user_id::uuid, 'owner')
