-- The server's epoch, once for each scope that began one of its own since.
SELECT server.epoch, own.scope, own.epoch
FROM (SELECT epoch FROM server_epoch ORDER BY sequence DESC LIMIT 1) AS server
LEFT JOIN sync_scope_epoch AS own ON own.base_epoch = server.epoch
