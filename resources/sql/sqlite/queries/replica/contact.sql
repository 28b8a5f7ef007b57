SELECT id, tenant_id, roost_show(name, 'contact', id, 'name'), roost_show(email, 'contact', id, 'email'),
       roost_show(phone, 'contact', id, 'phone'), roost_show(notes, 'contact', id, 'notes')
FROM contact
WHERE id = :id
