SELECT pg_notify('roost_scope', :payload)
