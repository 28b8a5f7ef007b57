SELECT named.field
FROM jsonb_each_text(:fields::jsonb) AS named (field, id)
WHERE named.id IS NOT NULL
  AND NOT CASE named.field
        WHEN 'listing_id' THEN EXISTS (SELECT FROM listing WHERE listing.id::text = named.id
                                       AND listing.tenant_id = :tenant_id::uuid)
        WHEN 'booking_id' THEN EXISTS (SELECT FROM booking WHERE booking.id::text = named.id
                                       AND booking.tenant_id = :tenant_id::uuid)
        WHEN 'unit_id' THEN EXISTS (SELECT FROM unit WHERE unit.id::text = named.id AND unit.tenant_id = :tenant_id::uuid)
        WHEN 'assignee_id' THEN EXISTS (SELECT FROM member WHERE member.id::text = named.id
                                        AND member.tenant_id = :tenant_id::uuid)
        WHEN 'staff_id' THEN EXISTS (SELECT FROM staff_member WHERE staff_member.id::text = named.id
                                     AND staff_member.tenant_id = :tenant_id::uuid)
        ELSE true
    END
ORDER BY named.field
