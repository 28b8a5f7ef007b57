-- This replica's own edits of a listing, newest first.
SELECT roost_open(args, 'outbox', mutation_id, 'args') FROM outbox
WHERE name = 'listing.edit' AND state <> 'quarantined'
    AND json_extract(roost_open(args, 'outbox', mutation_id, 'args'), '$.listing_id') = :listing_id
ORDER BY seq DESC LIMIT 50
