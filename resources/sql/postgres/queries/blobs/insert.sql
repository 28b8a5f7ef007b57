INSERT INTO blob (tenant_id, sha256, size, media_type, width, height, created_by, created_at)
VALUES (:tenant_id::uuid, :sha256, :size, :media_type, :width::integer, :height::integer, :created_by::uuid,
        :now::timestamptz)
ON CONFLICT DO NOTHING
