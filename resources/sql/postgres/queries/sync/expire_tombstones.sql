SELECT roost_expire_tombstones(:before::timestamptz)
