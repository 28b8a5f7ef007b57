SELECT coalesce(own.epoch, server.epoch)
FROM (SELECT epoch FROM server_epoch ORDER BY sequence DESC LIMIT 1) AS server
LEFT JOIN sync_scope_epoch AS own ON own.base_epoch = server.epoch AND own.scope = :scope
