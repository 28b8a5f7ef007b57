-- The compare-and-swap of every transition.
UPDATE booking
SET status = :to_status::text, revision = revision + 1, unit_id = coalesce(:unit_id::uuid, unit_id),
    items = coalesce(:items::jsonb, items), decided_at = :now::timestamptz, updated_at = :now::timestamptz, ended_by = :ended_by::text, refund = :refund::jsonb
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND status = :from_status::text AND revision = :revision::integer
