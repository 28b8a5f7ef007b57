SELECT taken, array_to_string(blockers, ' '), roost_wire_time(hold_ends_at)
FROM roost_take_claims(:claims::jsonb, :state::text, :booking_id::uuid, :block_id::uuid, :hold_id::uuid,
                       :until::timestamptz, :now::timestamptz)
