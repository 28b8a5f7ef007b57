SELECT row_to_json(answer)::text, answer.from_date, answer.id
FROM (SELECT block.id, block.listing_id, block.unit_id, block.from_date, block.to_date, block.note, block.source,
             roost_wire_time(block.created_at) AS created_at, block.version
      FROM block
      WHERE block.tenant_id = :tenant_id::uuid AND (block.from_date, block.id) > (:after_date::date, :after_id::uuid)
        AND (:listing_id::uuid IS NULL OR block.listing_id = :listing_id::uuid)
        AND block.to_date > :from_date::date AND block.from_date < :to_date::date
      ORDER BY block.from_date, block.id LIMIT :limit::integer) AS answer
