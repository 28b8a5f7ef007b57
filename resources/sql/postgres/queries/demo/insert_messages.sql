INSERT INTO message (id, tenant_id, thread_id, position, author, author_user_id, text, sent_at, version)
SELECT id, roost_tenant(), thread_id, position, author, author_user_id, text, sent_at, 0
FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, thread_id uuid, "position" integer, author text, author_user_id uuid,
    text text, sent_at timestamptz)
