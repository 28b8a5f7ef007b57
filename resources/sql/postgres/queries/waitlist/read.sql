-- One's own.
SELECT row_to_json(answer)::text
FROM (SELECT entry.id, entry.tenant_id, entry.listing_id, entry.wish, entry.status,
             roost_wire_time(entry.asked_at) AS asked_at, roost_wire_time(entry.offered_at) AS offered_at,
             CASE WHEN entry.status = 'offered' THEN entry.hold_id END AS hold_id,
             CASE WHEN entry.status = 'offered' THEN roost_wire_time(hold.expires_at) END AS offer_ends_at
      FROM waitlist_entry AS entry LEFT JOIN hold ON hold.id = entry.hold_id
      WHERE entry.id = :id::uuid AND entry.user_id = :user_id::uuid) AS answer
