SELECT roost_user_row_total(:table_name)
