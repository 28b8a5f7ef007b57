SELECT roost_restart_scope(:scope, :expected_epoch::uuid)
