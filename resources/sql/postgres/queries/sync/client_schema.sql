-- Of the client, or of the one that last said hello in this session: clients of version 2 don't name themselves with
-- every request.
SELECT schema_version FROM sync_client
WHERE client_id = :client_id::uuid OR (:client_id::uuid IS NULL AND session_id = :session_id::uuid)
ORDER BY seen_at DESC
LIMIT 1
