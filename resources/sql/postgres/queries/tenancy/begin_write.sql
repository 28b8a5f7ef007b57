SELECT roost_begin_write(:tenant::text, :user::text)
