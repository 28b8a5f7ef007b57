SELECT row_to_json(answer)::text, answer.id
FROM (SELECT id, staff_id, roost_wire_time(starts_at) AS starts_at, roost_wire_time(ends_at) AS ends_at, note, version
      FROM staff_absence
      WHERE staff_id = :staff_id::uuid AND tenant_id = :tenant_id::uuid AND (:id::uuid IS NULL OR id = :id::uuid)
        AND id > :after::uuid
      ORDER BY id LIMIT :limit::integer) AS answer
