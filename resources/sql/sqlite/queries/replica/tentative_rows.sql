SELECT row_id FROM shadow
