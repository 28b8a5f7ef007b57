SELECT outcome, touched::text FROM roost_link_units(:unit_id::uuid, :parts::uuid[], :now::timestamptz)
