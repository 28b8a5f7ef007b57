SELECT row_count, hash
FROM roost_table_check(:table_name, :owner_column, string_to_array(:columns, ',')::integer[],
                       string_to_array(:fractions, ',')::integer[])
