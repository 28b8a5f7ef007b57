SELECT state, resolved_at, coalesce(answer_ids, '[]'), coalesce(roost_open(reverse, 'problem', id, 'reverse'), '[]')
FROM problem
WHERE id = :id
