WITH due AS (
    UPDATE booking
    SET status = 'expired', ended_by = 'system', revision = revision + 1, decided_at = :now::timestamptz,
        updated_at = :now::timestamptz
    WHERE tenant_id = :tenant_id::uuid AND status = 'pending' AND expires_at <= :now::timestamptz
    RETURNING id, tenant_id
), freed AS (
    DELETE FROM claim USING due WHERE claim.booking_id = due.id
    RETURNING claim.during
), noted AS (
    INSERT INTO audit_entry (tenant_id, action, entity, entity_id, from_state, to_state, detail)
    SELECT tenant_id, 'booking.expire', 'booking', id, 'pending', 'expired', '{"actor": "system"}' FROM due
)
SELECT counted.number, roost_wire_time(lower(during)), roost_wire_time(upper(during))
FROM (SELECT count(*) AS number FROM due) AS counted LEFT JOIN freed ON upper(during) > :now::timestamptz
