-- What a unit has as its parts, and what it is a part of, each one step away.
SELECT json_build_object(
    'unit_id', :id::uuid,
    'parts', (SELECT coalesce(json_agg(json_build_object('unit_id', unit.id, 'name', unit.name, 'listing_id', unit.listing_id)
                                       ORDER BY unit.listing_id, unit.position, unit.id), '[]')
              FROM unit_link JOIN unit ON unit.id = unit_link.part_unit_id WHERE unit_link.whole_unit_id = :id::uuid),
    'part_of', (SELECT coalesce(json_agg(json_build_object('unit_id', unit.id, 'name', unit.name,
                                                           'listing_id', unit.listing_id)
                                         ORDER BY unit.listing_id, unit.position, unit.id), '[]')
                FROM unit_link JOIN unit ON unit.id = unit_link.whole_unit_id
                WHERE unit_link.part_unit_id = :id::uuid))::text
WHERE EXISTS (SELECT FROM unit WHERE id = :id::uuid AND listing_id = :listing_id::uuid AND tenant_id = :tenant_id::uuid)
