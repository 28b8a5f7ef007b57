-- A promotion by its code, with how often it was used: in all, and by this guest. Bookings that came to nothing gave
-- their use back; the booking that is being changed counts for nothing.
SELECT promotion.id, promotion.terms::text, count(booking.id),
       count(booking.id) FILTER (WHERE promotion_use.guest = :guest::text AND :guest::text <> '')
FROM promotion
    LEFT JOIN promotion_use ON promotion_use.promotion_id = promotion.id
        AND promotion_use.booking_id IS DISTINCT FROM coalesce(:own_booking::uuid, '00000000-0000-0000-0000-000000000000')
    LEFT JOIN booking ON booking.id = promotion_use.booking_id
        AND booking.status NOT IN ('declined', 'withdrawn', 'expired', 'cancelled')
WHERE promotion.tenant_id = :tenant_id::uuid AND promotion.code = :code::text
GROUP BY promotion.id
