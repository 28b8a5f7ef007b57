SELECT system.system_identifier::text, checkpoint.timeline_id
FROM pg_control_system() AS system, pg_control_checkpoint() AS checkpoint
