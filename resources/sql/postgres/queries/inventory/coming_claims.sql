-- The claims of a listing's stays, blocks and held stays that are not over, with the dates they stand for; those on parts
-- in other listings are among them, and those of other listings on this one's units are not.
SELECT id, from_date, to_date, is_block, roost_wire_time(lower(during))
FROM (SELECT claim.id, booking.check_in AS from_date, booking.check_out AS to_date, false AS is_block, claim.during
      FROM booking JOIN claim ON claim.booking_id = booking.id
      WHERE booking.listing_id = :listing_id::uuid AND booking.tenant_id = :tenant_id::uuid AND booking.kind = 'stay'
      UNION ALL
      SELECT claim.id, block.from_date, block.to_date, true, claim.during
      FROM block JOIN claim ON claim.block_id = block.id
      WHERE block.listing_id = :listing_id::uuid AND block.tenant_id = :tenant_id::uuid
      UNION ALL
      SELECT claim.id, (hold.plan->>'check_in')::date, (hold.plan->>'check_out')::date, false, claim.during
      FROM claim JOIN hold ON hold.id = claim.hold_id
      WHERE hold.listing_id = :listing_id::uuid AND hold.tenant_id = :tenant_id::uuid AND hold.plan->>'kind' = 'stay')
    AS standing
WHERE upper(during) > :now::timestamptz
