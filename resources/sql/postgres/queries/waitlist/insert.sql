INSERT INTO waitlist_entry (id, tenant_id, listing_id, user_id, wish, during, asked_at)
VALUES (:id::uuid, :tenant_id::uuid, :listing_id::uuid, :user_id::uuid, :wish::jsonb,
        tstzrange(:from::timestamptz, :to::timestamptz), :now::timestamptz)
