SELECT time_zone, check_in_time, check_out_time, preparation_days, unit_id,
       to_char(taken_from AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       to_char(taken_to AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
FROM roost_calendar(:listing_id::uuid, :tenant_id::uuid, tstzrange(:from::timestamptz, :to::timestamptz),
                    :now::timestamptz)
