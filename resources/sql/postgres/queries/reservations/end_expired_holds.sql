-- What expired holds of the tenant had taken, and where it is still to come.
WITH ended AS (
    UPDATE hold SET ended_at = :now::timestamptz, end_reason = 'expired'
    WHERE tenant_id = :tenant_id::uuid AND ended_at IS NULL AND expires_at <= :now::timestamptz
), freed AS (
    DELETE FROM claim
    WHERE tenant_id = :tenant_id::uuid AND hold_id IS NOT NULL AND expires_at <= :now::timestamptz
    RETURNING during
)
SELECT DISTINCT roost_wire_time(lower(during)), roost_wire_time(upper(during)) FROM freed
WHERE upper(during) > :now::timestamptz
