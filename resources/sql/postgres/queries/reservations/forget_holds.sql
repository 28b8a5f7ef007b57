SELECT roost_forget_holds(:before::timestamptz)
