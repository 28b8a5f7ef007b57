-- Whether anything was ever booked with a member of staff or a resource.
SELECT EXISTS (SELECT FROM claim WHERE unit_id = :id::uuid AND tenant_id = :tenant_id::uuid)
    OR EXISTS (SELECT FROM booking WHERE tenant_id = :tenant_id::uuid
                 AND (unit_id = :id::uuid
                      OR items @> jsonb_build_array(jsonb_build_object('unit_id', :id::text))))
