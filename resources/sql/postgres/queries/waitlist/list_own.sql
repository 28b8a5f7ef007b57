-- One's own, the latest first.
SELECT (to_jsonb(answer) - 'place')::text, answer.place
FROM (SELECT entry.place, entry.id, entry.tenant_id, entry.listing_id, entry.wish, entry.status,
             roost_wire_time(entry.asked_at) AS asked_at, roost_wire_time(entry.offered_at) AS offered_at,
             CASE WHEN entry.status = 'offered' THEN entry.hold_id END AS hold_id,
             CASE WHEN entry.status = 'offered' THEN roost_wire_time(hold.expires_at) END AS offer_ends_at
      FROM waitlist_entry AS entry LEFT JOIN hold ON hold.id = entry.hold_id
      WHERE entry.user_id = :user_id::uuid
        AND (:after::bigint IS NULL OR entry.place < :after::bigint)
      ORDER BY entry.place DESC LIMIT :limit::integer) AS answer
