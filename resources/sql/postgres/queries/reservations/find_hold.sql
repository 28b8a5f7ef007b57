SELECT hold.id, hold.listing_id, hold.holder, encode(hold.token_hash, 'hex'), hold.wish::text, hold.plan::text,
       hold.items::text, hold.quote::text, hold.policy::text, roost_wire_time(hold.created_at),
       roost_wire_time(hold.expires_at), hold.extended_at IS NOT NULL, hold.end_reason, hold.booking_id,
       listing.instant_book, listing.hold_pending
FROM hold JOIN listing ON listing.id = hold.listing_id
WHERE hold.id = :id::uuid AND hold.tenant_id = :tenant_id::uuid AND hold.holder = :holder::text
