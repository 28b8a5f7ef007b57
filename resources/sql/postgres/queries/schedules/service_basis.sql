SELECT listing_id, tenant_id, title, is_published, time_zone, currency, base_price_minor, instant_book, hold_pending,
       service::text, staff::text, resources::text
FROM roost_service_basis(:listings::uuid[], :tenant_id::uuid, tstzrange(:from::timestamptz, :to::timestamptz),
                         :staff_id::uuid, :load_at::timestamptz, :now::timestamptz, :own_hold::uuid, :own_booking::uuid)
