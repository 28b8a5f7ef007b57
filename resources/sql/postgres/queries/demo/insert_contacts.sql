-- Guests of the transaction's tenant.
INSERT INTO contact (id, tenant_id, name, email, phone, notes)
SELECT id, roost_tenant(), name, email, phone, notes
FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, name text, email text, phone text, notes text)
