SELECT roost_advance_scope()
