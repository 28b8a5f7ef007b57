INSERT OR IGNORE INTO problem (id, created_at, scope, mutation_id, name, code, message, table_name, row_id, field,
                               base, mine, theirs, args, state)
VALUES (:id, :created_at, :scope, :mutation_id, :name, :code, :message, :table_name, :row_id, :field,
        roost_seal(:base, 'problem', :id, 'base'), roost_seal(:mine, 'problem', :id, 'mine'),
        roost_seal(:theirs, 'problem', :id, 'theirs'), roost_seal(:args, 'problem', :id, 'args'), 'open')
