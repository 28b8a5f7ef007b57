UPDATE problem SET state = :state, resolved_at = :at, answer_ids = :answer_ids,
    reverse = roost_seal(:reverse, 'problem', id, 'reverse')
WHERE id = :id AND state = 'open'
