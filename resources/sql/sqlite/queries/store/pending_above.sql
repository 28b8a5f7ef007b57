-- In the order of work; numbered anew by set_mid.
SELECT seq FROM outbox WHERE (mid > :mid OR mid IS NULL) AND state IN ('waiting', 'answered') ORDER BY seq
