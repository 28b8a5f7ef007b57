SELECT roost_row_total(:table_name)
