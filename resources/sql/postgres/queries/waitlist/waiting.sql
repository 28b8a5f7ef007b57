-- Who waits for something in these ranges, first come first, and how many minutes the tenant gives them.
SELECT entry.id, entry.user_id, entry.wish::text, coalesce(tenant.settings->>'waitlist_minutes', '')
FROM waitlist_entry AS entry JOIN tenant ON tenant.id = entry.tenant_id
WHERE entry.tenant_id = :tenant_id::uuid AND entry.status = 'waiting'
  AND EXISTS (SELECT FROM jsonb_to_recordset(:freed::jsonb) AS freed ("from" timestamptz, "to" timestamptz)
              WHERE tstzrange(freed."from", freed."to") && entry.during)
ORDER BY entry.place
LIMIT :limit::integer
