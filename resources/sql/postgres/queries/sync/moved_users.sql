SELECT scope, version FROM roost_moved_users(:news::jsonb)
