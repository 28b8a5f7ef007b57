-- Who waits, in the order of asking; for the host.
SELECT (to_jsonb(answer) - 'place')::text, answer.place
FROM (SELECT entry.place, entry.id, entry.listing_id, entry.wish, entry.status, user_account.display_name AS guest_name,
             roost_wire_time(entry.asked_at) AS asked_at, roost_wire_time(entry.offered_at) AS offered_at,
             CASE WHEN entry.status = 'offered' THEN roost_wire_time(hold.expires_at) END AS offer_ends_at
      FROM waitlist_entry AS entry
          JOIN user_account ON user_account.id = entry.user_id
          LEFT JOIN hold ON hold.id = entry.hold_id
      WHERE entry.tenant_id = :tenant_id::uuid AND entry.status IN ('waiting', 'offered')
        AND (:listing_id::uuid IS NULL OR entry.listing_id = :listing_id::uuid)
        AND (:after::bigint IS NULL OR entry.place > :after::bigint)
      ORDER BY entry.place LIMIT :limit::integer) AS answer
