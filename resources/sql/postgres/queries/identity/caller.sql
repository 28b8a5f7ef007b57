SELECT is_alive, role FROM roost_caller(:session::uuid, :user::uuid, :tenant::uuid)
