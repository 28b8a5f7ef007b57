-- The claims of a listing's stays, blocks and held stays that are not over, with the dates they stand for; those on parts
-- in other listings are among them, and those of other listings on this one's units are not.
SELECT claim.id, coalesce(booking.check_in, block.from_date, (hold.plan->>'check_in')::date),
       coalesce(booking.check_out, block.to_date, (hold.plan->>'check_out')::date), claim.block_id IS NOT NULL,
       roost_wire_time(lower(claim.during))
FROM claim
    LEFT JOIN booking ON booking.id = claim.booking_id
    LEFT JOIN block ON block.id = claim.block_id
    LEFT JOIN hold ON hold.id = claim.hold_id
WHERE claim.tenant_id = :tenant_id::uuid AND upper(claim.during) > :now::timestamptz
  AND coalesce(booking.listing_id, block.listing_id, hold.listing_id) = :listing_id::uuid
  AND coalesce(booking.kind, hold.plan->>'kind', 'stay') = 'stay'
