-- An epoch that began before databases were told apart.
UPDATE server_epoch SET database_oid = :database_oid::bigint WHERE epoch = :epoch::uuid AND database_oid IS NULL
