INSERT INTO task (id, tenant_id, title, due_on, due_at, listing_id, booking_id, unit_id, state, checklist, created_by,
                  created_at, completed_by, completed_at, version)
SELECT id, roost_tenant(), title, due_on, due_at, listing_id, booking_id, unit_id, state, checklist, created_by, created_at,
       CASE WHEN completed_at IS NOT NULL THEN created_by END, completed_at, 0
FROM jsonb_to_recordset(:rows::jsonb) AS r (id uuid, title text, due_on date, due_at time, listing_id uuid, booking_id uuid,
    unit_id uuid, state text, checklist jsonb, created_by uuid, created_at timestamptz, completed_at timestamptz)
