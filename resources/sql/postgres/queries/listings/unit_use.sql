-- Whether a unit may go, which the last one of a listing and one with a history may not.
SELECT (SELECT count(*) FROM unit AS other WHERE other.listing_id = unit.listing_id AND other.id <> unit.id),
       EXISTS (SELECT FROM booking WHERE booking.unit_id = unit.id)
FROM unit WHERE id = :id::uuid AND listing_id = :listing_id::uuid AND tenant_id = :tenant_id::uuid
