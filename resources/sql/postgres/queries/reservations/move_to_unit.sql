-- A booking of one unit has another now; what was agreed stays.
UPDATE booking SET unit_id = :unit_id::uuid, items = :items::jsonb, revision = revision + 1, updated_at = :now::timestamptz
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid AND status = 'confirmed' AND revision = :revision::integer
