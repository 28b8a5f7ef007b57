-- Claims of living bookings and holds of stays that are not over exactly the stay, or of others that don't cover the
-- time; and claims of one stay that differ.
SELECT format('booking %s, claim %s over %s', booking.id, claim.id, claim.during)
FROM claim
    JOIN booking ON booking.id = claim.booking_id
    JOIN listing ON listing.id = booking.listing_id
WHERE CASE WHEN booking.kind = 'stay'
           THEN claim.during <> tstzrange(
                    (booking.check_in + listing.check_in_time) AT TIME ZONE listing.time_zone,
                    (booking.check_out + listing.preparation_days + listing.check_out_time) AT TIME ZONE listing.time_zone)
           ELSE NOT claim.during @> tstzrange(booking.starts_at, booking.ends_at) END
