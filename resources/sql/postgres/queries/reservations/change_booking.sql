-- The compare-and-swap of a change: what was agreed anew.
UPDATE booking
SET check_in = :check_in::date, check_out = :check_out::date, starts_at = :starts_at::timestamptz,
    ends_at = :ends_at::timestamptz, guests = :guests::integer, pets = :pets::integer, session_id = :session_id::uuid,
    unit_id = :unit_id::uuid, items = :items::jsonb, wish = :wish::jsonb, quote = :quote::jsonb, policy = :policy::jsonb,
    total_minor = :total_minor::bigint, currency = :currency::text, revision = revision + 1,
    updated_at = :now::timestamptz
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND status = :status::text AND revision = :revision::integer
