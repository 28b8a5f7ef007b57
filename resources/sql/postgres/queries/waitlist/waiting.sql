-- Who waits for something in these ranges, first come first, and how many minutes the tenant gives them. Who has booked
-- just that meanwhile is passed over.
SELECT entry.id, entry.user_id, entry.wish::text, coalesce(tenant.settings->>'waitlist_minutes', '')
FROM waitlist_entry AS entry JOIN tenant ON tenant.id = entry.tenant_id
WHERE entry.tenant_id = :tenant_id::uuid AND entry.status = 'waiting'
  AND EXISTS (SELECT FROM jsonb_to_recordset(:freed::jsonb) AS freed ("from" timestamptz, "to" timestamptz)
              WHERE tstzrange(freed."from", freed."to") && entry.during)
  AND NOT EXISTS (SELECT FROM booking
                  WHERE booking.guest_user_id = entry.user_id AND booking.tenant_id = entry.tenant_id
                    AND booking.status IN ('pending', 'confirmed')
                    AND booking.wish - 'promo_code' = entry.wish - 'promo_code')
ORDER BY entry.place
LIMIT :limit::integer
