SELECT code_is_used, taken, array_to_string(blockers, ' '), roost_wire_time(hold_ends_at), may_have_rivals,
       scope_version
FROM roost_book(:booking::jsonb, :claims::jsonb, :hold_id::uuid, :actor::text, :now::timestamptz)
