-- Claims of a unit that begin before an earlier one has ended; found by sorting, not by the constraint's index.
SELECT format('unit %s: claim %s begins at %s, when another lasts until %s', unit_id, id, from_time, taken_until)
FROM (SELECT unit_id, id, lower(during) AS from_time,
             max(upper(during)) OVER (PARTITION BY unit_id ORDER BY lower(during), id
                                      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS taken_until
      FROM claim) AS walked
WHERE taken_until > from_time
