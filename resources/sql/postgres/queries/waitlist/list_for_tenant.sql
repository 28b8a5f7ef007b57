-- Who waits, in the order of asking; for the host.
SELECT row_to_json(answer)::text, answer.asked_at, answer.id
FROM (SELECT entry.id, entry.listing_id, entry.wish, entry.status, user_account.display_name AS guest_name,
             roost_wire_time(entry.asked_at) AS asked_at, roost_wire_time(entry.offered_at) AS offered_at,
             CASE WHEN entry.status = 'offered' THEN roost_wire_time(hold.expires_at) END AS offer_ends_at
      FROM waitlist_entry AS entry
          JOIN user_account ON user_account.id = entry.user_id
          LEFT JOIN hold ON hold.id = entry.hold_id
      WHERE entry.tenant_id = :tenant_id::uuid AND entry.status IN ('waiting', 'offered')
        AND (:listing_id::uuid IS NULL OR entry.listing_id = :listing_id::uuid)
        AND (:after_time::timestamptz IS NULL OR (entry.asked_at, entry.id) > (:after_time::timestamptz, :after_id::uuid))
      ORDER BY entry.asked_at, entry.id LIMIT :limit::integer) AS answer
