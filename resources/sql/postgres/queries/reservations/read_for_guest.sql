SELECT found::text FROM roost_guest_booking(:id::uuid, :guest::uuid) AS found WHERE found IS NOT NULL
