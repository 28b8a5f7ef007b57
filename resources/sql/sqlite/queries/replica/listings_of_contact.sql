SELECT DISTINCT listing_id FROM booking WHERE contact_id = :contact_id
