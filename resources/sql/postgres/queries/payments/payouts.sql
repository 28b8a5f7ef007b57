SELECT row_to_json(answer)::text, answer.period_to::text, answer.id::text
FROM (SELECT id, json_build_object('amount_minor', amount_minor, 'currency', currency) AS amount, status, period_from,
             period_to, paid_on, reference
      FROM payout
      WHERE tenant_id = :tenant_id::uuid
        AND (:after_date::date IS NULL OR (period_to, id) < (:after_date::date, :after_id::uuid))
      ORDER BY period_to DESC, id DESC
      LIMIT :limit::integer) AS answer
