-- No row when another booking has the code.
INSERT INTO booking (id, tenant_id, code, listing_id, unit_id, contact_id, guest_user_id, status, check_in, check_out,
                     guests, total_minor, currency, quote, source, message, requested_at, expires_at, decided_at,
                     updated_at, version)
VALUES (:id::uuid, :tenant_id::uuid, :code::text, :listing_id::uuid, :unit_id::uuid,
        roost_guest_contact(:contact_id::uuid, :guest::uuid), :guest::uuid, :status::text, :check_in::date,
        :check_out::date, :guests::integer, :total_minor::bigint, :currency::text, :quote::jsonb, 'direct',
        :message::text, :now::timestamptz, :expires_at::timestamptz,
        CASE WHEN :status::text = 'confirmed' THEN :now::timestamptz END, :now::timestamptz, 0)
ON CONFLICT (code) DO NOTHING
