SELECT id, tenant_id, amount_minor, currency, status, period_from, period_to, paid_on,
       roost_show(reference, 'payout', id, 'reference')
FROM payout
ORDER BY period_to DESC, id
