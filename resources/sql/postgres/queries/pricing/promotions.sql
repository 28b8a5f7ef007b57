-- Promotions of the tenant by code, or the one with :id, each with its uses that count.
SELECT (jsonb_build_object('id', promotion.id, 'revision', promotion.revision,
                           'created_at', roost_wire_time(promotion.created_at),
                           'uses', (SELECT count(*) FROM promotion_use JOIN booking ON booking.id = promotion_use.booking_id
                                    WHERE promotion_use.promotion_id = promotion.id
                                      AND booking.status NOT IN ('declined', 'withdrawn', 'expired', 'cancelled')))
        || promotion.terms)::text,
       promotion.code, promotion.terms::text
FROM promotion
WHERE promotion.tenant_id = :tenant_id::uuid AND (:id::uuid IS NULL OR promotion.id = :id::uuid)
  AND promotion.code > coalesce(:after::text, '')
ORDER BY promotion.code LIMIT :limit::integer
