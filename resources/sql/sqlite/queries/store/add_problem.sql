-- A change that was let go on and failed again is the same problem again; what was decided otherwise stays decided.
INSERT INTO problem (id, created_at, scope, mutation_id, name, code, message, table_name, row_id, field, base, mine,
                     theirs, args, state)
VALUES (:id, :created_at, :scope, :mutation_id, :name, :code, :message, :table_name, :row_id, :field,
        roost_seal(:base, 'problem', :id, 'base'), roost_seal(:mine, 'problem', :id, 'mine'),
        roost_seal(:theirs, 'problem', :id, 'theirs'), roost_seal(:args, 'problem', :id, 'args'), 'open')
ON CONFLICT (mutation_id, field) DO UPDATE
SET state = 'open', resolved_at = NULL, answer_ids = NULL, reverse = NULL, code = excluded.code,
    message = excluded.message, theirs = roost_seal(:theirs, 'problem', problem.id, 'theirs')
WHERE problem.state <> 'open' AND instr(problem.answer_ids, problem.mutation_id) > 0
