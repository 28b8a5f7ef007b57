-- Whether a unit may go, which the last one of a listing and one with a history may not. A booking of several units names
-- the first in unit_id and all in items; holds, and bookings of what the unit is a part of, have claims alone.
SELECT (SELECT count(*) FROM unit AS other WHERE other.listing_id = unit.listing_id AND other.id <> unit.id),
       EXISTS (SELECT FROM booking WHERE booking.unit_id = unit.id)
       OR EXISTS (SELECT FROM claim WHERE claim.unit_id = unit.id AND claim.block_id IS NULL)
       OR EXISTS (SELECT FROM booking
                  WHERE booking.listing_id = unit.listing_id
                    AND booking.items @> jsonb_build_array(jsonb_build_object('unit_id', unit.id)))
FROM unit WHERE id = :id::uuid AND listing_id = :listing_id::uuid AND tenant_id = :tenant_id::uuid
