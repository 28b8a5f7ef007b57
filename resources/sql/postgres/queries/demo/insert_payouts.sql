-- Payouts to the transaction's tenant.
INSERT INTO payout (id, tenant_id, amount_minor, currency, status, period_from, period_to, paid_on, reference)
SELECT id, roost_tenant(), amount_minor, currency, status, period_from, period_to, paid_on, reference
FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, amount_minor bigint, currency text, status text, period_from date,
    period_to date, paid_on date, reference text)
