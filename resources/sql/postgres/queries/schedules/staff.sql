-- Those with this id, or all behind it, with the absences that aren't over.
SELECT row_to_json(answer)::text, answer.id
FROM (SELECT staff_member.id, unit.name, unit.position, staff_member.hours, staff_member.skills,
             staff_member.active, staff_member.user_id, staff_member.version,
             (SELECT coalesce(json_agg(json_build_object('id', absence.id, 'starts_at', roost_wire_time(absence.starts_at),
                                                         'ends_at', roost_wire_time(absence.ends_at),
                                                         'note', absence.note)
                                       ORDER BY absence.starts_at, absence.id), '[]')
              FROM staff_absence AS absence
              WHERE absence.staff_id = staff_member.id AND absence.ends_at > :now::timestamptz) AS absences
      FROM staff_member JOIN unit ON unit.id = staff_member.id
      WHERE staff_member.tenant_id = :tenant_id::uuid AND (:id::uuid IS NULL OR staff_member.id = :id::uuid)
        AND staff_member.id > :after::uuid
      ORDER BY staff_member.id LIMIT :limit::integer) AS answer
