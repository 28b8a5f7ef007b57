-- What is freed is told, but for what had ended.
WITH freed AS (
    DELETE FROM claim
    WHERE tenant_id = :tenant_id::uuid
      AND (booking_id = :booking_id::uuid OR block_id = :block_id::uuid OR hold_id = :hold_id::uuid)
    RETURNING during
)
SELECT DISTINCT roost_wire_time(lower(during)), roost_wire_time(upper(during)) FROM freed
WHERE upper(during) > :now::timestamptz
