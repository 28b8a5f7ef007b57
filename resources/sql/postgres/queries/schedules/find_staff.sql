-- The fields of a member of staff that can be changed.
SELECT json_build_object('name', unit.name, 'hours', staff_member.hours,
                         'skills', staff_member.skills, 'active', staff_member.active, 'user_id', staff_member.user_id)::text
FROM staff_member JOIN unit ON unit.id = staff_member.id
WHERE staff_member.id = :id::uuid AND staff_member.tenant_id = :tenant_id::uuid
FOR UPDATE OF staff_member
