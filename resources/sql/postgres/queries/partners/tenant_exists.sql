SELECT EXISTS (SELECT FROM tenant WHERE id = :id::uuid)
