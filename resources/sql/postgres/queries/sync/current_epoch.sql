SELECT epoch, system_identifier, timeline, database_oid FROM server_epoch ORDER BY sequence DESC LIMIT 1
