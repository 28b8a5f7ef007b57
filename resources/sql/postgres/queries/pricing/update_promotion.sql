-- No row: another promotion has this code.
UPDATE promotion SET code = :code::text, terms = :terms::jsonb, updated_at = :now::timestamptz, revision = revision + 1
WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
  AND NOT EXISTS (SELECT FROM promotion AS other WHERE other.tenant_id = promotion.tenant_id
                  AND other.code = :code::text AND other.id <> promotion.id)
