-- Inside a transaction of the tenant.
SELECT roost_taken_share(:listing_id::uuid, tstzrange(:from::timestamptz, :to::timestamptz), :now::timestamptz,
                         :own_hold::uuid, :own_booking::uuid)
