UPDATE problem SET state = 'open', resolved_at = NULL, answer_ids = NULL, reverse = NULL WHERE id = :id
