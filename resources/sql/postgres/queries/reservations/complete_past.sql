WITH past AS (
    UPDATE booking
    SET status = 'completed', revision = revision + 1, updated_at = :now::timestamptz
    WHERE tenant_id = :tenant_id::uuid AND status = 'confirmed' AND check_out <= :now::timestamptz::date + 1
      AND NOT EXISTS (SELECT FROM claim
                      WHERE claim.booking_id = booking.id AND upper(claim.during) > :now::timestamptz)
    RETURNING id, tenant_id
), noted AS (
    INSERT INTO audit_entry (tenant_id, action, entity, entity_id, from_state, to_state, detail)
    SELECT tenant_id, 'booking.complete', 'booking', id, 'confirmed', 'completed', '{"actor": "system"}' FROM past
)
SELECT count(*), NULL::text, NULL::text FROM past
