-- Bookings of the transaction's tenant, with a claim for each that takes nights.
WITH input AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, code text, listing_id uuid, unit_id uuid,
        contact_id uuid, status text, check_in date, check_out date, guests integer, total_minor bigint, currency text,
        quote jsonb, policy jsonb, items jsonb, source text, message text, requested_at timestamptz, expires_at timestamptz,
        decided_at timestamptz, occupied_from timestamptz, occupied_to timestamptz)
), new_booking AS (
    INSERT INTO booking (id, tenant_id, code, listing_id, unit_id, contact_id, status, check_in, check_out, guests,
                         total_minor, currency, quote, policy, items, source, message, requested_at, expires_at,
                         decided_at, updated_at)
    SELECT id, roost_tenant(), code, listing_id, unit_id, contact_id, status, check_in, check_out, guests, total_minor,
           currency, quote, policy, items, source, message, requested_at, expires_at, decided_at, requested_at
    FROM input
)
INSERT INTO claim (id, tenant_id, unit_id, during, state, booking_id)
SELECT gen_random_uuid(), roost_tenant(), unit_id, tstzrange(occupied_from, occupied_to), 'booked', id
FROM input WHERE occupied_from IS NOT NULL
