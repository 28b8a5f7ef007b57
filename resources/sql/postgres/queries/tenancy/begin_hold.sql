SELECT roost_begin_hold(:tenant::text, :user::text)
