-- The scope of the transaction's user; one that nothing was written to yet has no row.
SELECT coalesce(max(version), 0), coalesce(max(floor), 0) FROM sync_scope WHERE user_id = roost_user()
