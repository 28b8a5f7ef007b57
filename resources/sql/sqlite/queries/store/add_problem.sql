INSERT OR IGNORE INTO problem (id, created_at, scope, mutation_id, name, code, message, table_name, row_id, field,
                               base, mine, theirs, args, state)
VALUES (:id, :created_at, :scope, :mutation_id, :name, :code, :message, :table_name, :row_id, :field,
        :base, :mine, :theirs, :args, 'open')
