SELECT roost_expire_outcomes(:before::timestamptz)
