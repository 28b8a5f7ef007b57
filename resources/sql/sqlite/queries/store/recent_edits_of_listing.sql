-- This replica's own edits of a listing, newest first.
SELECT args FROM outbox
WHERE name = 'listing.edit' AND state <> 'quarantined' AND json_extract(args, '$.listing_id') = :listing_id
ORDER BY seq DESC LIMIT 50
