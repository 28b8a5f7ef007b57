-- inserted_now: there was no record. What the client acknowledges beyond last_mid is no word of this server.
INSERT INTO sync_client AS known (client_id, user_id, schema_version, session_id, acked_mid)
VALUES (:client_id::uuid, roost_user(), :schema_version::integer, :session_id::uuid, 0)
ON CONFLICT (client_id) DO UPDATE SET
    seen_at = now(), schema_version = excluded.schema_version, session_id = excluded.session_id,
    acked_mid = greatest(known.acked_mid, least(:acked_mid::bigint, known.last_mid))
RETURNING last_mid, outcome_floor, xmax = 0 AS inserted_now
