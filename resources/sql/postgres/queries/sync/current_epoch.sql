SELECT epoch, system_identifier, timeline FROM server_epoch ORDER BY sequence DESC LIMIT 1
