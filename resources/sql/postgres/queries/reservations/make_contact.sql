-- The contact with this address, else a new one with the id that was chosen for it; as roost_named_contact does without.
WITH known AS (
    SELECT id FROM contact
    WHERE tenant_id = :tenant_id::uuid AND :email::text <> '' AND lower(email) = lower(:email::text)
    ORDER BY created_at, id LIMIT 1
), made AS (
    INSERT INTO contact (id, tenant_id, name, email, phone, version)
    SELECT :id::uuid, :tenant_id::uuid, :name::text, :email::text, :phone::text, 0
    WHERE NOT EXISTS (SELECT FROM known)
    RETURNING id
)
SELECT id FROM known UNION ALL SELECT id FROM made
