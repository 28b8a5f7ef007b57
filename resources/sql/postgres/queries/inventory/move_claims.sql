SELECT roost_move_claims(:moves::jsonb)
