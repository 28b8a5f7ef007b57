SELECT row_to_json(answer)::text
FROM (SELECT block.id, block.listing_id, block.unit_id, block.from_date, block.to_date, block.note, block.source,
             roost_wire_time(block.created_at) AS created_at, block.version
      FROM block WHERE block.id = :id::uuid AND block.tenant_id = :tenant_id::uuid) AS answer
