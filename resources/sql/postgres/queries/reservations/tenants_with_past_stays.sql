SELECT roost_tenants_with_past_stays(:now::timestamptz)
