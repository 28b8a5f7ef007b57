-- Assignments that are not what their appointment is, or are missing, or left over. Names and places of what is over are as
-- they were then.
SELECT format('assignment %s: %s instead of %s', coalesce(assignment.id, now.id), kept, wanted)
FROM (SELECT * FROM assignment WHERE kind = 'appointment') AS assignment
    FULL JOIN (SELECT * FROM assignment_now WHERE kind = 'appointment') AS now
        ON now.id = assignment.id AND now.user_id = assignment.user_id
    CROSS JOIN LATERAL (
        SELECT to_jsonb(assignment) - 'version' - past AS kept, to_jsonb(now) - past AS wanted
        FROM (SELECT CASE WHEN now.status IN ('pending', 'confirmed') THEN ARRAY[]::text[]
                          ELSE ARRAY['host_name', 'title', 'city', 'neighbourhood', 'time_zone', 'guest_name'] END AS past)
             AS names
    ) AS compared
WHERE kept IS DISTINCT FROM wanted
