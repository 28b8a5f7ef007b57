-- A table that differs right after it was fetched anew is left alone for a day: fetching it again would not help.
SELECT table_name FROM table_check
WHERE scope = :scope AND is_differing = 1 AND (refetched_at IS NULL OR refetched_at < :before)
ORDER BY table_name
