DELETE FROM claim WHERE block_id = :block_id::uuid AND tenant_id = :tenant_id::uuid
