INSERT INTO promotion_use (id, tenant_id, promotion_id, booking_id, guest, used_at)
VALUES (:id::uuid, :tenant_id::uuid, :promotion_id::uuid, :booking_id::uuid, :guest::text, :now::timestamptz)
