SELECT set_config('roost.tenant', :tenant, true), set_config('roost.user', :user, true)
