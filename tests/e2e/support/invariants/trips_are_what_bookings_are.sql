-- Trips that are not what their booking is, or are missing, or left over. Names and places of what is over are as they were
-- then.
SELECT format('trip %s of booking %s: %s instead of %s', trip.id, now.code, kept, wanted)
FROM trip
    FULL JOIN trip_now AS now ON now.id = trip.id AND now.user_id = trip.user_id
    CROSS JOIN LATERAL (
        SELECT to_jsonb(trip) - 'version' - past AS kept, to_jsonb(now) - past AS wanted
        FROM (SELECT CASE WHEN now.status IN ('pending', 'confirmed') THEN ARRAY[]::text[]
                          ELSE ARRAY['host_name', 'title', 'city', 'neighbourhood', 'country', 'check_in_time',
                                     'check_out_time', 'time_zone'] END AS past) AS names
    ) AS compared
WHERE kept IS DISTINCT FROM wanted
