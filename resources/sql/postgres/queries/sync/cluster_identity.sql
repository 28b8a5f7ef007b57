-- How far the data had come is durable: neither falls within one history.
SELECT system.system_identifier::text, checkpoint.timeline_id, here.oid::bigint,
       (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint, roost_versions_total()
FROM pg_control_system() AS system, pg_control_checkpoint() AS checkpoint,
     pg_database AS here WHERE here.datname = current_database()
