-- What photo.edit may change, in the form of the wire, and the version.
SELECT row_to_json(answer)::text, answer.version
FROM (SELECT caption, position, version FROM listing_photo WHERE id = :id::uuid AND tenant_id = :tenant_id::uuid
      FOR UPDATE) AS answer
