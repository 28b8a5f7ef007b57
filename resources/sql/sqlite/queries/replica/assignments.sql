-- Those that go on at or after a moment, and those without a time; the next one first.
SELECT id, source_id, kind, host_id, host_name, code, title, status, starts_at, ends_at, time_zone, city, neighbourhood,
       guests, roost_show(guest_name, 'assignment', id, 'guest_name'),
       roost_show(guest_phone, 'assignment', id, 'guest_phone'), roost_show(note, 'assignment', id, 'note')
FROM assignment
WHERE ends_at IS NULL OR ends_at >= :since
ORDER BY starts_at IS NULL, starts_at, id
