-- Offers that passed over somebody who had asked for the same before and still waited; offers without a living hold.
SELECT format('entry %s was offered at %s; %s asked for the same before it', younger.id, younger.offered_at, elder.id)
FROM waitlist_entry AS younger
    JOIN waitlist_entry AS elder ON elder.tenant_id = younger.tenant_id AND elder.wish = younger.wish
        AND elder.place < younger.place
WHERE younger.offered_at IS NOT NULL AND elder.user_id <> younger.user_id
  AND (elder.offered_at IS NULL OR elder.offered_at > younger.offered_at)
  AND (elder.ended_at IS NULL OR elder.ended_at > younger.offered_at)
UNION ALL
SELECT format('entry %s is %s, its hold %s ended as %s', waitlist_entry.id, waitlist_entry.status, hold.id, hold.end_reason)
FROM waitlist_entry LEFT JOIN hold ON hold.id = waitlist_entry.hold_id
WHERE (waitlist_entry.status = 'offered' AND (hold.id IS NULL OR hold.ended_at IS NOT NULL))
   OR (waitlist_entry.status = 'booked' AND hold.end_reason IS DISTINCT FROM 'confirmed')
