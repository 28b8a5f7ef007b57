SELECT (SELECT count(*) FROM outbox WHERE state = 'waiting'),
       (SELECT count(*) FROM outbox WHERE state = 'answered'),
       (SELECT count(*) FROM problem WHERE state = 'open')
