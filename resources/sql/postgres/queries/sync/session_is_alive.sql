SELECT is_alive FROM roost_caller(:session_id::uuid, :user_id::uuid, NULL)
