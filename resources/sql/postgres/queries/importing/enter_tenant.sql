-- Goes on to another tenant within one transaction: forgets the version that the tenant before was given.
SELECT set_config('roost.tenant', :tenant, true), set_config('roost.user', :user, true),
       set_config('roost.version', '', true)
