-- Schema version 3 of the synced tables: in whose shape a scope's rows came, when they were last compared with the
-- server's (by this computer's clock), and what the server sent that this version does not know.
ALTER TABLE cursor ADD COLUMN schema_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cursor ADD COLUMN checked_at TEXT;

-- The tables in which a check found other rows than the server has, and when they were fetched anew for it.
CREATE TABLE table_check (
    scope TEXT NOT NULL, table_name TEXT NOT NULL, is_differing INTEGER NOT NULL, mismatches INTEGER NOT NULL,
    found_at TEXT NOT NULL, refetched_at TEXT,
    PRIMARY KEY (scope, table_name)
) WITHOUT ROWID;

-- Columns of a newer server, as a JSON object for each row: put into the rows by the version that knows them.
CREATE TABLE unknown_column (
    table_name TEXT NOT NULL, row_id TEXT NOT NULL, scope TEXT NOT NULL, values_json TEXT NOT NULL,
    PRIMARY KEY (table_name, row_id)
) WITHOUT ROWID;

-- The rows that are here came without the tables and columns of version 3: see 0003_reservation_engine.sql.
UPDATE cursor SET epoch = '';
DELETE FROM snapshot_load;
