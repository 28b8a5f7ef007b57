SELECT roost_tenants_with_expired_holds(:now::timestamptz)
