SELECT taken, array_to_string(blockers, ' '), roost_wire_time(hold_ends_at)
FROM roost_hold(:hold::jsonb, :claims::jsonb, :most::integer, :now::timestamptz)
