SELECT roost_take(:id::uuid, :unit_id::uuid, tstzrange(:from::timestamptz, :to::timestamptz), :state::text,
                  :booking_id::uuid, :block_id::uuid, :expires_at::timestamptz, :now::timestamptz)
