-- Sessions, each with its seats. A seat's id is made from the session's, so that who chose that one knows all of them.
WITH session AS (
    INSERT INTO experience_session (id, tenant_id, listing_id, series_id, starts_at, ends_at, time_zone, seat_plan, prices,
                                    created_at, updated_at, version)
    SELECT row.id, :tenant_id::uuid, :listing_id::uuid, :series_id::uuid, row.starts_at, row.ends_at, :time_zone::text,
           :seat_plan::jsonb, :prices::jsonb, :now::timestamptz, :now::timestamptz, 0
    FROM jsonb_to_recordset(:sessions::jsonb) AS row (id uuid, starts_at timestamptz, ends_at timestamptz)
    RETURNING id, tenant_id, listing_id
)
INSERT INTO unit (id, tenant_id, listing_id, session_id, kind, name, position, seat_row, seat_number, tier, accessible,
                  version)
SELECT md5(session.id || '/' || seat.position)::uuid, session.tenant_id, session.listing_id, session.id, 'seat', seat.name,
       seat.position, seat.row, seat.number, seat.tier, seat.accessible, 0
FROM session,
     jsonb_to_recordset(:seats::jsonb)
         AS seat (name text, "row" text, number integer, tier text, accessible boolean, position integer)
